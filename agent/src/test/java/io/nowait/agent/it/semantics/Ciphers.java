package io.nowait.agent.it.semantics;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.Adler32;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** The JDK's own users of a buffer's address: ciphers, digests, checksums, compression, charsets. */
final class Ciphers {
    private static final SecretKeySpec KEY = new SecretKeySpec(Pattern.bytes(1, 16), "AES");

    private Ciphers() {}

    @Point
    static Map<Integer, String> aesGcmWorksFromDirectToDirectAndBack() throws Exception {
        Map<Integer, String> lines = new TreeMap<>();
        for (int length : new int[] {0, 1, 4096, 5000, 16384, 100_000}) {
            ByteBuffer plain = Pattern.fill(ByteBuffer.allocateDirect(length), 2);
            ByteBuffer sealed = ByteBuffer.allocateDirect(length + 16);
            ByteBuffer opened = ByteBuffer.allocateDirect(length);
            gcm(Cipher.ENCRYPT_MODE).doFinal(plain, sealed);
            sealed.flip();
            lines.put(length, Pattern.sum(sealed));
            Cipher decipher = gcm(Cipher.DECRYPT_MODE);
            decipher.update(sealed.slice(0, length / 2), opened);
            sealed.position(length / 2);
            decipher.doFinal(sealed, opened);
            Pattern.check(opened, 2);
            Direct.free(plain);
            Direct.free(sealed);
            Direct.free(opened);
        }
        return lines;
    }

    @Point
    static Map<Integer, String> aesGcmWorksInPlaceAndOverlapping() throws Exception {
        Map<Integer, String> lines = new TreeMap<>();
        for (int shift : new int[] {0, 1, 16, 777}) {
            ByteBuffer buffer = Pattern.fill(ByteBuffer.allocateDirect(20000), 3);
            ByteBuffer output = buffer.duplicate().position(shift);
            gcm(Cipher.ENCRYPT_MODE).doFinal(buffer.duplicate().limit(10_000), output);
            ByteBuffer sealed = buffer.duplicate().position(shift).limit(output.position());
            String sum = Pattern.sum(sealed);
            gcm(Cipher.DECRYPT_MODE).doFinal(sealed, buffer.duplicate().position(0));
            lines.put(shift, sum + " " + Pattern.sum(buffer.slice(0, 10_000)));
            Pattern.check(buffer.slice(0, 10_000), 3);
            Direct.free(buffer);
        }
        return lines;
    }

    @Point
    static String digestsAndChecksumsReadDirectBuffers() throws Exception {
        ByteBuffer buffer = Pattern.fill(ByteBuffer.allocateDirect(65536), 4);
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        digest.update(buffer.duplicate());
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(KEY);
        mac.update(buffer.asReadOnlyBuffer());
        CRC32 crc = new CRC32();
        crc.update(buffer.duplicate());
        CRC32C crcC = new CRC32C();
        crcC.update(buffer.duplicate());
        Adler32 adler = new Adler32();
        adler.update(buffer.duplicate());
        Direct.free(buffer);
        return Pattern.sum(ByteBuffer.wrap(digest.digest())) + Pattern.sum(ByteBuffer.wrap(mac.doFinal())) + " "
                + crc.getValue() + " " + crcC.getValue() + " " + adler.getValue();
    }

    @Point
    static String compressionReadsAndWritesDirectBuffers() throws Exception {
        ByteBuffer plain = Pattern.fill(ByteBuffer.allocateDirect(65536), 5);
        ByteBuffer packed = ByteBuffer.allocateDirect(70000);
        ByteBuffer unpacked = ByteBuffer.allocateDirect(65536);
        Deflater deflater = new Deflater();
        deflater.setInput(plain);
        deflater.finish();
        while (!deflater.finished()) {
            deflater.deflate(packed);
        }
        Inflater inflater = new Inflater();
        inflater.setInput(packed.flip());
        while (!inflater.finished()) {
            inflater.inflate(unpacked);
        }
        Pattern.check(unpacked, 5);
        String line = plain + " " + packed + " " + unpacked + " " + Pattern.sum(packed.rewind());
        deflater.end();
        inflater.end();
        Direct.free(plain);
        Direct.free(packed);
        Direct.free(unpacked);
        return line;
    }

    @Point
    static String charsetsEncodeAndDecodeDirectBuffers() throws Exception {
        ByteBuffer bytes = ByteBuffer.allocateDirect(16384);
        String text = "gr\u00fc\u00df \u20ac \ud83d\ude00 ".repeat(500);
        StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text), bytes, true);
        bytes.flip();
        String sum = Pattern.sum(bytes);
        CharBuffer decoded = ByteBuffer.allocateDirect(65536).asCharBuffer();
        StandardCharsets.UTF_8.newDecoder().decode(bytes, decoded, true);
        Check.that(decoded.flip().toString().equals(text), "text changed");
        Direct.free(bytes);
        return sum + decoded.length();
    }

    private static Cipher gcm(int mode) throws Exception {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, KEY, new GCMParameterSpec(128, Pattern.bytes(6, 12)));
        ByteBuffer additional = Pattern.fill(ByteBuffer.allocateDirect(5000), 7);
        cipher.updateAAD(additional);
        Direct.free(additional);
        return cipher;
    }
}

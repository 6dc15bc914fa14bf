package io.nowait.agent.it.semantics;

import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousFileChannel;
import java.nio.channels.FileChannel;
import java.nio.channels.Pipe;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Future;

/** Files, synchronous and asynchronous, and pipes accept the buffers. */
final class FileIo {
    private FileIo() {}

    @Point
    static String aFileIsWrittenAndReadBack() throws Exception {
        return withFile(channel -> {
            StringBuilder line = new StringBuilder();
            long position = 0;
            for (int capacity : Sizes.TYPICAL) {
                ByteBuffer out = Pattern.fill(ByteBuffer.allocateDirect(capacity), capacity);
                ByteBuffer in = ByteBuffer.allocateDirect(capacity);
                line.append(channel.write(out, position)).append(' ').append(channel.read(in, position));
                Pattern.check(in, capacity);
                line.append(in).append(Check.outcome(() -> channel.read(in.asReadOnlyBuffer(), 0)));
                position += capacity;
                Direct.free(out);
                Direct.free(in);
            }
            return line + " " + channel.size();
        });
    }

    @Point
    static String writesGatherAndReadsScatter() throws Exception {
        return withFile(channel -> {
            ByteBuffer[] out = buffers();
            for (int i = 0; i < out.length; i++) {
                Pattern.fill(out[i], i);
            }
            long written = channel.write(out);
            channel.position(0);
            ByteBuffer[] in = buffers();
            long read = channel.read(in);
            for (int i = 0; i < in.length; i++) {
                Pattern.check(in[i], i);
            }
            Arrays.asList(out).forEach(Direct::free);
            Arrays.asList(in).forEach(Direct::free);
            return written + " " + read + " " + channel.position();
        });
    }

    @Point
    static String aFileIsTransferredToAndFromAnother() throws Exception {
        return withFile(source -> withFile(target -> {
            ByteBuffer out = Pattern.fill(ByteBuffer.allocateDirect(100_000), 1);
            source.write(out, 0);
            long to = source.transferTo(0, 60_000, target);
            source.position(60_000);
            long from = target.transferFrom(source, 60_000, 40_000);
            ByteBuffer in = ByteBuffer.allocateDirect(100_000);
            int read = target.read(in, 0);
            Pattern.check(in, 1);
            Direct.free(out);
            Direct.free(in);
            return to + " " + from + " " + read;
        }));
    }

    @Point
    static String anAsynchronousFileIsWrittenAndReadBack() throws Exception {
        Path file = Files.createTempFile("semantics", ".bin");
        try (AsynchronousFileChannel channel =
                AsynchronousFileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            List<Future<Integer>> writes = new ArrayList<>();
            List<ByteBuffer> out = new ArrayList<>();
            for (int i = 0; i < 32; i++) {
                out.add(Pattern.fill(ByteBuffer.allocateDirect(16384), i));
                writes.add(channel.write(out.get(i), i * 16384L));
            }
            int bytes = 0;
            for (int i = 0; i < 32; i++) {
                bytes += writes.get(i).get();
                Direct.free(out.get(i));
                ByteBuffer in = ByteBuffer.allocateDirect(16384);
                bytes += channel.read(in, i * 16384L).get();
                Pattern.check(in, i);
                Direct.free(in);
            }
            return bytes + " " + channel.size();
        } finally {
            Files.delete(file);
        }
    }

    @Point
    static String aPipeCarriesBuffers() throws Exception {
        Pipe pipe = Pipe.open();
        try (Pipe.SinkChannel sink = pipe.sink();
                Pipe.SourceChannel source = pipe.source()) {
            ByteBuffer out = Pattern.fill(ByteBuffer.allocateDirect(20000), 1);
            ByteBuffer in = ByteBuffer.allocateDirect(20000);
            while (in.hasRemaining()) {
                sink.write(out);
                source.read(in);
            }
            Pattern.check(in, 1);
            Direct.free(out);
            Direct.free(in);
            return out + " " + in;
        }
    }

    private static ByteBuffer[] buffers() {
        return Arrays.stream(Sizes.TYPICAL).mapToObj(ByteBuffer::allocateDirect).toArray(ByteBuffer[]::new);
    }

    private static String withFile(Use use) throws Exception {
        Path file = Files.createTempFile("semantics", ".bin");
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            return use.apply(channel);
        } finally {
            Files.delete(file);
        }
    }

    private interface Use {
        String apply(FileChannel channel) throws Exception;
    }
}

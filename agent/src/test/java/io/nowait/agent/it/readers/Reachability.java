package io.nowait.agent.it.readers;

import io.nowait.agent.it.semantics.Check;
import io.nowait.agent.it.semantics.Direct;
import io.nowait.agent.it.semantics.Pattern;
import io.nowait.agent.it.semantics.ViewKind;
import java.lang.reflect.Method;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** A child program: what keeps lent memory from being lent again, and what a lent buffer shows of how that is done. */
public final class Reachability {
    private static final int CAPACITY = 8192;
    private static final int MORE_THAN_ALL = 300;
    private static final boolean POISONED = "strict".equals(System.getProperty("reclaim"));
    private static final boolean PROOF_AWAITED = !System.getProperty("reclaim").equals("grace");

    private Reachability() {}

    /** Proves the claims. */
    public static void main(String[] none) throws Exception {
        Claims.prove(Reachability.class);
    }

    private static ByteBuffer allocate() {
        return ByteBuffer.allocateDirect(CAPACITY);
    }

    private static ByteBuffer pooled() throws InterruptedException {
        return Shared.pooled(Reachability::allocate);
    }

    private record Kept(String kind, long address, Object view, String content) {
        static Kept of(String kind, Function<ByteBuffer, ?> make, int seed, boolean free) throws InterruptedException {
            ByteBuffer root = Pattern.fill(pooled(), seed);
            Object view = make.apply(root);
            String before = ViewKind.content(view);
            if (free) {
                Direct.free(root);
            }
            if (free && POISONED) {
                Live.await("poisoned", () -> !before.equals(ViewKind.content(view)));
                Thread.sleep(20); // of all of it
            }
            return new Kept(kind, Reachability.address(root), view, ViewKind.content(view));
        }
    }

    @Claim
    static void everyViewKeepsTheMemoryOfItsDroppedRootByItself() throws Exception {
        keptByViews(false);
    }

    /** Freed and reached: in mode grace that is the application's fault, as in the JDK. */
    @Claim
    static void whereTheProofIsAwaitedEveryViewKeepsTheMemoryOfItsFreedRoot() throws Exception {
        if (PROOF_AWAITED) {
            keptByViews(true);
        }
    }

    private static void keptByViews(boolean free) throws Exception {
        List<Kept> kept = new ArrayList<>();
        Set<Long> addresses = new HashSet<>();
        for (Map.Entry<String, Function<ByteBuffer, ?>> kind : ViewKind.all().entrySet()) {
            Kept each = Kept.of(kind.getKey(), kind.getValue(), kept.size(), free);
            Check.that(addresses.add(each.address), "lent twice: the memory under " + each.kind);
            kept.add(each);
        }
        for (int round = 0; round < 3; round++) {
            collect();
            Set<Long> lent = churn();
            for (Kept each : kept) {
                Check.that(!lent.contains(each.address), "lent again under " + each.kind);
                Check.that(each.content.equals(ViewKind.content(each.view)), "memory lost under " + each.kind);
            }
        }
        kept.clear();
        Set<Long> seen = new HashSet<>();
        Live.await("all lent again without their views", () -> {
            collect();
            seen.addAll(churn());
            return seen.containsAll(addresses);
        });
    }

    @Claim
    static void theLastOfSeveralViewsReleasesTheMemory() throws Exception {
        Direct.settledCount();
        long before = Live.memory("lent");
        List<Object> views = new ArrayList<>();
        views.add(pooled());
        Direct.settledCount(); // without those that came from elsewhere
        ByteBuffer slice = ((ByteBuffer) views.get(0)).slice(8, 4096);
        views.add(slice);
        views.add(slice.slice(16, 256).asReadOnlyBuffer());
        views.add(slice.duplicate().asLongBuffer());
        slice = null;
        while (views.size() > 1) {
            views.remove(0);
            collect();
            Check.that(Live.memory("lent") == before + CAPACITY, "released with " + views.size() + " views left");
        }
        views.clear();
        Check.that(Direct.collectUntil(() -> Live.memory("lent") == before), "not released with its last view");
    }

    @Claim
    static void aRootHasNoAttachmentAndItsViewsHaveTheRoot() throws Exception {
        ByteBuffer root = pooled();
        Check.that(call("attachment", root) == null, "a root with an attachment");
        ViewKind.ofBytes().forEach((kind, make) -> {
            ByteBuffer view = make.apply(root);
            Check.that(call("cleaner", view) == null, kind + " has a cleaner");
            Object attachment = call("attachment", view);
            Check.that(attachment == root || kind.contains("segment"), kind + " is attached to " + attachment);
        });
        Direct.free(root);
    }

    @Claim
    static void aRootHasACleanerWhichFreesItOnce() throws Exception {
        ByteBuffer root = pooled();
        long lent = Live.memory("lent");
        Object cleaner = call("cleaner", root);
        Check.that(cleaner != null && cleaner == call("cleaner", root), "a cleaner that changes: " + cleaner);
        Method clean = cleaner.getClass().getMethod("clean");
        clean.invoke(cleaner);
        clean.invoke(cleaner);
        Check.that(Live.memory("lent") == lent - CAPACITY, "freed other than once");
        Check.that(call("cleaner", root) == cleaner, "the cleaner changed with the free");
    }

    @Claim
    static void aViewCannotBeFreed() throws Exception {
        ByteBuffer root = Pattern.fill(pooled(), 3);
        for (Map.Entry<String, Function<ByteBuffer, ByteBuffer>> kind :
                ViewKind.ofBytes().entrySet()) {
            String outcome = Check.outcome(() -> {
                Direct.free(kind.getValue().apply(root));
                return "ignored";
            });
            // That of a segment has no attachment: the JDK ignores it.
            boolean ofSegment = kind.getKey().equals("buffer of segment");
            String expected = ofSegment ? "ignored" : "java.lang.IllegalArgumentException: duplicate or slice";
            Check.that(outcome.equals(expected), kind.getKey() + ": " + outcome);
        }
        churn();
        Pattern.check(root, 3);
        Direct.free(root);
    }

    @Claim
    static void aesGcmWorksOverLentMemoryAndInPlace() throws Exception {
        ByteBuffer plain = Pattern.fill(pooled(), 4);
        ByteBuffer sealed = pooled();
        int length = CAPACITY - 16;
        gcm(Cipher.ENCRYPT_MODE).doFinal(plain.duplicate().limit(length), sealed);
        sealed.flip();
        gcm(Cipher.DECRYPT_MODE).doFinal(sealed.slice(), sealed.duplicate().limit(CAPACITY));
        Check.that(sealed.slice(0, length).equals(plain.slice(0, length)), "not what was sealed");
        Direct.free(plain);
        Direct.free(sealed);
    }

    private static Cipher gcm(int mode) throws Exception {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, new SecretKeySpec(Pattern.bytes(1, 16), "AES"), new GCMParameterSpec(128, new byte[12]));
        return cipher;
    }

    /** Has more than the pool has, writes to all of it, and frees it; where it was. */
    private static Set<Long> churn() {
        Set<Long> addresses = new HashSet<>();
        List<ByteBuffer> held = new ArrayList<>();
        for (int i = 0; i < MORE_THAN_ALL; i++) {
            ByteBuffer each = allocate();
            Pattern.dirty(each);
            addresses.add(address(each));
            held.add(each);
        }
        held.forEach(Direct::free);
        return addresses;
    }

    private static void collect() {
        int[] times = {0};
        try {
            Direct.collectUntil(() -> times[0]++ == 2);
        } catch (InterruptedException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static long address(ByteBuffer buffer) {
        return (long) call("address", buffer);
    }

    private static Object call(String name, ByteBuffer buffer) {
        try {
            return Class.forName("sun.nio.ch.DirectBuffer").getMethod(name).invoke(buffer);
        } catch (ReflectiveOperationException failed) {
            throw new IllegalStateException(failed);
        }
    }
}

package io.nowait.agent.it.locks;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.ConcurrentModificationException;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.locks.Lock;

/**
 * Everything of nowait's that a thread could lock: the classes, and each object that can be reached from their static fields, be it one of
 * nowait's own or one of the JDK's that they keep. No list of locks, which would miss the next one.
 */
final class EveryLock {
    private static final long STACK_BYTES = 1L << 30;

    private final Set<Object> found = Collections.newSetFromMap(new IdentityHashMap<>());
    private final ArrayDeque<Object> left = new ArrayDeque<>();
    private final List<Object> inOrder = new ArrayList<>();
    private int locks;

    /** Finds them. Nothing but nowait's worker may allocate or free direct memory meanwhile. */
    static EveryLock of(Iterable<Class<?>> classes) throws ReflectiveOperationException {
        while (true) {
            try {
                return found(classes);
            } catch (ConcurrentModificationException worker) {
                Thread.onSpinWait();
            }
        }
    }

    private static EveryLock found(Iterable<Class<?>> classes) throws ReflectiveOperationException {
        EveryLock every = new EveryLock();
        for (Class<?> each : classes) {
            every.meetClass(each);
        }
        while (!every.left.isEmpty()) {
            every.follow(every.left.remove());
        }
        return every;
    }

    /** How many objects and classes there are. */
    int size() {
        return inOrder.size();
    }

    /** How many of them are of {@code java.util.concurrent.locks}. */
    int locks() {
        return locks;
    }

    /** Whether there is one of that class. */
    boolean has(String className) {
        return inOrder.stream().anyMatch(object -> object.getClass().getName().equals(className));
    }

    private void meetClass(Class<?> type) throws ReflectiveOperationException {
        if (found.add(type)) {
            inOrder.add(type);
            for (Field field : type.getDeclaredFields()) {
                if (Modifier.isStatic(field.getModifiers())) {
                    meet(field, null);
                }
            }
        }
    }

    private void meet(Field field, Object owner) throws ReflectiveOperationException {
        if (!field.getType().isPrimitive()) {
            field.setAccessible(true);
            meet(field.get(owner));
        }
    }

    private void meet(Object value) {
        if (value != null && !isPlain(value) && found.add(value)) {
            inOrder.add(value);
            locks += value instanceof Lock ? 1 : 0;
            left.add(value);
        }
    }

    /** What nobody would lock, or what the test itself needs. */
    private static boolean isPlain(Object value) {
        return value instanceof String
                || value instanceof Number
                || value instanceof Class
                || value instanceof ClassLoader
                || value instanceof Thread
                || value instanceof MethodHandle
                || value instanceof VarHandle
                || (value.getClass().isArray()
                        && value.getClass().componentType().isPrimitive());
    }

    private void follow(Object value) throws ReflectiveOperationException {
        if (value instanceof Object[] array) {
            for (Object element : array) {
                meet(element);
            }
        } else if (value instanceof AtomicReferenceArray<?> array) {
            for (int i = 0; i < array.length(); i++) {
                meet(array.get(i));
            }
        } else if (value instanceof AtomicReference<?> reference) {
            meet(reference.get());
        } else if (value instanceof Iterable<?> elements && !isNowaits(value.getClass())) {
            elements.forEach(this::meet);
        } else if (value instanceof Map<?, ?> map) {
            map.values().forEach(this::meet);
        }
        for (Class<?> type = value.getClass(); type != null && isNowaits(type); type = type.getSuperclass()) {
            meetClass(type);
            for (Field field : type.getDeclaredFields()) {
                if (!Modifier.isStatic(field.getModifiers())) {
                    meet(field, value);
                }
            }
        }
    }

    private static boolean isNowaits(Class<?> type) {
        return type.getName().startsWith("io.nowait.runtime.")
                || (type.getName().startsWith("io.nowait.agent.")
                        && !type.getName().startsWith("io.nowait.agent.it."));
    }

    /** Has another thread hold all of them, once this returns, until the handle is closed. */
    AutoCloseable hold() throws InterruptedException {
        CountDownLatch held = new CountDownLatch(1);
        CountDownLatch enough = new CountDownLatch(1);
        Thread holder = new Thread(null, () -> holdFrom(0, held, enough), "holder of every lock", STACK_BYTES);
        holder.setDaemon(true);
        holder.start();
        held.await();
        return () -> {
            enough.countDown();
            holder.join();
        };
    }

    private void holdFrom(int first, CountDownLatch held, CountDownLatch enough) {
        if (first == inOrder.size()) {
            held.countDown();
            awaitUninterrupted(enough);
            return;
        }
        Object next = inOrder.get(first);
        Lock lock = next instanceof Lock its ? its : null;
        if (lock != null) {
            lock.lock();
        }
        try {
            synchronized (next) {
                holdFrom(first + 1, held, enough);
            }
        } finally {
            if (lock != null) {
                lock.unlock();
            }
        }
    }

    private static void awaitUninterrupted(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}

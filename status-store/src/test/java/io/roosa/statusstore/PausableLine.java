package io.roosa.statusstore;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** The line between an application and the store: paused, it takes connections and bytes and lets none of them through. */
final class PausableLine implements AutoCloseable {

    private final ServerSocket door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Queue<Socket> sockets = new ConcurrentLinkedQueue<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition resumed = lock.newCondition();
    private final int target;
    private boolean paused;

    PausableLine(int target) throws IOException {
        this.target = target;
        threads.submit(this::accept);
    }

    int port() {
        return door.getLocalPort();
    }

    void pause() {
        lock.lock();
        paused = true;
        lock.unlock();
    }

    void resume() {
        lock.lock();
        paused = false;
        resumed.signalAll();
        lock.unlock();
    }

    private Void accept() throws IOException {
        while (true) {
            Socket near = door.accept();
            sockets.add(near);
            threads.submit(() -> {
                waitWhilePaused();
                Socket far = new Socket(InetAddress.getLoopbackAddress(), target);
                sockets.add(far);
                threads.submit(() -> pass(near, far));
                threads.submit(() -> pass(far, near));
                return null;
            });
        }
    }

    private Void pass(Socket from, Socket to) throws Exception {
        try (from; to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] buffer = new byte[8192];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                waitWhilePaused();
                out.write(buffer, 0, read);
            }
        }
        return null;
    }

    private void waitWhilePaused() throws InterruptedException {
        lock.lock();
        try {
            while (paused) {
                resumed.await();
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() throws IOException {
        door.close();
        threads.shutdownNow();
        for (Socket socket : sockets) {
            socket.close();
        }
    }
}

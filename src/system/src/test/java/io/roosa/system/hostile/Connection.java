package io.roosa.system.hostile;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A connection without manners: bytes go out as they are, and answers come back as they came. */
final class Connection implements AutoCloseable {

    private static final Pattern LENGTH = Pattern.compile("content-length: *(\\d+)");

    private final Socket socket;
    private final InputStream in;

    Connection(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        in = new BufferedInputStream(socket.getInputStream());
    }

    /** Sends each character as one byte. What the other side does not take any more is not sent. */
    void send(String bytes) {
        try {
            socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
        } catch (IOException closed) {
            // Whether an answer came before it closed is what counts.
        }
    }

    /** The next answer, empty where the connection ends without one. @throws SocketTimeoutException where neither comes in time */
    Optional<Reply> reply(Duration within) throws IOException {
        socket.setSoTimeout((int) within.toMillis());
        try {
            String head = head();
            if (head.isEmpty()) {
                return Optional.empty();
            }
            String lower = head.toLowerCase(Locale.ROOT);
            Matcher length = LENGTH.matcher(lower);
            String body = lower.contains("transfer-encoding: chunked") ? chunks() : length.find() ? bytes(Integer.parseInt(length.group(1))) : "";
            return Optional.of(new Reply(Integer.parseInt(head.substring(9, 12)), head, body));
        } catch (SocketTimeoutException silent) {
            throw silent;
        } catch (IOException reset) {
            return Optional.empty();
        }
    }

    private String head() throws IOException {
        StringBuilder head = new StringBuilder();
        for (int next = in.read(); next >= 0; next = in.read()) {
            head.append((char) next);
            if (next == '\n' && head.toString().endsWith("\r\n\r\n")) {
                return head.toString();
            }
        }
        return head.toString();
    }

    private String bytes(int length) throws IOException {
        return new String(in.readNBytes(length), StandardCharsets.ISO_8859_1);
    }

    private String chunks() throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        while (true) {
            StringBuilder size = new StringBuilder();
            for (int next = in.read(); next != '\n'; next = in.read()) {
                size.append((char) next);
            }
            byte[] chunk = in.readNBytes(Integer.parseInt(size.toString().strip(), 16));
            in.readNBytes(2);
            if (chunk.length == 0) {
                return body.toString(StandardCharsets.ISO_8859_1);
            }
            body.writeBytes(chunk);
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}

package io.roosa.orderproc.planted;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.ObjectInputStream;

/** Planted: what the architecture test must catch. */
public final class RouteThatReadsJavaObjects {

    Object read(byte[] stored) throws IOException, ClassNotFoundException {
        try (ObjectInputStream objects = new ObjectInputStream(new ByteArrayInputStream(stored))) {
            return objects.readObject();
        }
    }
}

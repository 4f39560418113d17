package io.roosa.system;

import java.nio.file.Path;
import java.util.function.Supplier;

import io.roosa.shared.app.Application;

/**
 * One of the six applications as the launcher knows it.
 *
 * @param name its one name: folder, jar, property prefix
 * @param jar where the build leaves its jar, from the project's folder
 * @param application how it is put together in this JVM
 */
public record Part(String name, Path jar, Supplier<Application> application) {
}

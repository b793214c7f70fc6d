package io.opwalk.boundary;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Compiles a few sources into a directory, for a rule to be tried on what must not be written. */
final class FixtureCompiler {
  private static final Pattern PACKAGE = Pattern.compile("package ([\\w.]+);");
  private static final Pattern TYPE = Pattern.compile("(?:class|record|interface) (\\w+)");

  private FixtureCompiler() {}

  static JavaClasses compile(List<String> sources, Path directory) throws IOException {
    Files.createDirectories(directory);
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
    List<String> options = List.of(
        "-d",
        directory.toString(),
        "-proc:none",
        "--add-modules",
        "jdk.incubator.vector",
        "-classpath",
        System.getProperty("java.class.path"));
    List<Source> units = new ArrayList<>();
    sources.forEach(source -> units.add(new Source(source)));
    boolean compiled =
        compiler.getTask(null, null, diagnostics, options, null, units).call();
    assertTrue(compiled, () -> diagnostics.getDiagnostics().toString());
    return new ClassFileImporter().importPath(directory);
  }

  private static final class Source extends SimpleJavaFileObject {
    private final String text;

    Source(String text) {
      super(
          URI.create("string:///" + first(PACKAGE, text).replace('.', '/') + "/" + first(TYPE, text)
              + Kind.SOURCE.extension),
          Kind.SOURCE);
      this.text = text;
    }

    private static String first(Pattern pattern, String text) {
      Matcher matcher = pattern.matcher(text);
      assertTrue(matcher.find(), () -> "no " + pattern + " in " + text);
      return matcher.group(1);
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }
}

package io.opwalk.docs;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * The functions of {@code io.opwalk.ops} as their sources have them, since Javadoc and the names of
 * parameters are in no class file. A function gives a tensor, a list or a record of tensors; what
 * answers a question about a tensor or makes options is none.
 *
 * @param themes the first sentence of each class that has functions
 * @param functions the functions of each of these classes by name
 */
record DslSources(Map<String, String> themes, Map<String, List<DslFunction>> functions) {
  private static final Path DSL = Path.of("src", "main", "java", "io", "opwalk", "ops");

  private static final Pattern TENSORS = Pattern.compile("Tensor|List<Tensor>");

  /** Reads the sources of this module. */
  static DslSources read() throws IOException {
    try (Stream<Path> files = Files.list(DSL)) {
      List<Path> sources = files
          .filter(file -> file.toString().endsWith(".java"))
          .filter(file -> !file.endsWith("package-info.java"))
          .sorted()
          .toList();
      return of(sources);
    }
  }

  private static DslSources of(List<Path> sources) throws IOException {
    Map<String, String> themes = new TreeMap<>();
    Map<String, List<DslFunction>> functions = new TreeMap<>();
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      JavacTask task = (JavacTask) compiler.getTask(
          null, files, null, null, null, files.getJavaFileObjectsFromPaths(sources));
      DocTrees docs = DocTrees.instance(task);
      for (CompilationUnitTree unit : task.parse()) {
        for (Tree type : unit.getTypeDecls()) {
          ClassTree theme = (ClassTree) type;
          TreePath path = new TreePath(new TreePath(unit), theme);
          List<DslFunction> found = functions(docs, path);
          if (!found.isEmpty()) {
            themes.put(theme.getSimpleName().toString(), FirstSentence.of(docs, path));
            functions.put(theme.getSimpleName().toString(), found);
          }
        }
      }
    }
    return new DslSources(themes, functions);
  }

  private static List<DslFunction> functions(DocTrees docs, TreePath path) {
    ClassTree theme = (ClassTree) path.getLeaf();
    Map<String, List<MethodTree>> overloads = new LinkedHashMap<>();
    for (Tree member : theme.getMembers()) {
      if (theme.getModifiers().getFlags().contains(Modifier.PUBLIC)
          && member instanceof MethodTree method
          && method.getModifiers().getFlags().containsAll(Set.of(Modifier.PUBLIC, Modifier.STATIC))
          && givesTensors(method, theme)) {
        overloads
            .computeIfAbsent(method.getName().toString(), name -> new ArrayList<>())
            .add(method);
      }
    }
    return overloads.entrySet().stream()
        .map(entry -> function(docs, path, entry.getKey(), entry.getValue()))
        .toList();
  }

  /**
   * Whether it returns tensors, a record of tensors that is declared in its class, or what builds
   * one of its class.
   */
  private static boolean givesTensors(MethodTree method, ClassTree theme) {
    String result = method.getReturnType().toString();
    return TENSORS.matcher(result).matches()
        || result.equals(theme.getSimpleName() + "Builder")
        || theme.getMembers().stream()
            .filter(ClassTree.class::isInstance)
            .map(ClassTree.class::cast)
            .filter(nested -> nested.getKind() == Tree.Kind.RECORD)
            .filter(nested -> nested.getSimpleName().contentEquals(result))
            .flatMap(nested -> nested.getMembers().stream())
            .filter(VariableTree.class::isInstance)
            .map(component -> ((VariableTree) component).getType().toString())
            .anyMatch(type -> TENSORS.matcher(type).matches());
  }

  /** The meaning is told by the first overload that does not refer to another one. */
  private static DslFunction function(
      DocTrees docs, TreePath path, String name, List<MethodTree> overloads) {
    List<String> meanings = overloads.stream()
        .map(method -> FirstSentence.of(docs, new TreePath(path, method)))
        .toList();
    String meaning = meanings.stream()
        .filter(sentence -> !sentence.startsWith("As `"))
        .findFirst()
        .orElse(meanings.get(0));
    String theme = ((ClassTree) path.getLeaf()).getSimpleName().toString();
    return new DslFunction(
        theme, name, overloads.stream().map(DslSources::signature).toList(), meaning);
  }

  private static String signature(MethodTree method) {
    return method.getParameters().stream()
        .map(parameter -> {
          String type = parameter.toString().replaceAll("\\s*" + parameter.getName() + "$", "");
          return type + " " + parameter.getName();
        })
        .collect(Collectors.joining(", ", method.getName() + "(", ")"));
  }
}

package io.opwalk.docs;

import com.sun.source.doctree.DocCommentTree;
import com.sun.source.doctree.DocTree;
import com.sun.source.doctree.EntityTree;
import com.sun.source.doctree.LinkTree;
import com.sun.source.doctree.LiteralTree;
import com.sun.source.doctree.StartElementTree;
import com.sun.source.doctree.TextTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.TreePath;
import java.util.Set;
import java.util.regex.Pattern;

/** The first sentence of a Javadoc comment, in Markdown that fits into a cell of a table. */
final class FirstSentence {
  /** What ends the first paragraph. */
  private static final Set<String> BLOCKS = Set.of("p", "pre", "ul", "ol", "table", "h2");

  private static final Pattern END =
      Pattern.compile("(?<=[.])(?<!\\.\\.|e\\.g\\.|i\\.e\\.| al\\.)\\s");

  private FirstSentence() {}

  /** Of the comment on a class or method, which has to be there. */
  static String of(DocTrees docs, TreePath path) {
    DocCommentTree comment = docs.getDocCommentTree(path);
    if (comment == null) {
      throw new IllegalStateException("there is no Javadoc on " + path.getLeaf());
    }
    StringBuilder text = new StringBuilder();
    for (DocTree part : comment.getFullBody()) {
      if (part instanceof StartElementTree start
          && BLOCKS.contains(start.getName().toString())) {
        break;
      }
      text.append(markdown(part));
    }
    String paragraph = text.toString().strip().replaceAll("\\s+", " ");
    return END.split(paragraph, 2)[0].replaceFirst(":$", ".");
  }

  private static String markdown(DocTree part) {
    if (part instanceof TextTree text) {
      return text.getBody().replace("|", "\\|").replace("<", "&lt;").replace("*", "\\*");
    }
    if (part instanceof LiteralTree literal) {
      return code(literal.getBody().getBody());
    }
    if (part instanceof LinkTree link) {
      String label = link.getLabel().isEmpty()
          ? link.getReference().getSignature().replaceFirst("^#", "")
          : link.getLabel().get(0).toString();
      return code(label);
    }
    if (part instanceof EntityTree entity) {
      return "&" + entity.getName() + ";";
    }
    return "";
  }

  /** As code; a bar would end the cell even there. */
  private static String code(String text) {
    return "`" + text.replaceAll("\\s+", " ").replace("|", "\\|") + "`";
  }
}

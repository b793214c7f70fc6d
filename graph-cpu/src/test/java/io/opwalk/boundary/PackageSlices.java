package io.opwalk.boundary;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;

/**
 * One slice for each package directly below a root, with all that is below it. The root itself is
 * in no slice: {@code Tensor.evaluate} asks the SPI for a backend, and the SPI speaks of tensors.
 */
record PackageSlices(String root) implements SliceAssignment {
  @Override
  public SliceIdentifier getIdentifierOf(JavaClass type) {
    String name = type.getPackageName();
    if (!name.startsWith(root + ".")) {
      return SliceIdentifier.ignore();
    }
    return SliceIdentifier.of(name.substring(root.length() + 1).split("\\.", 2)[0]);
  }

  @Override
  public String getDescription() {
    return "packages below " + root;
  }
}

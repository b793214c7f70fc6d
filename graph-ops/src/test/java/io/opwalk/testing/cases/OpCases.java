package io.opwalk.testing.cases;

import java.util.List;
import java.util.stream.Stream;

/** The table of op cases. */
public final class OpCases {
  private OpCases() {}

  /** Every row. */
  public static List<OpCase> all() {
    return Stream.of(
            LeafCases.all(),
            ElementwiseCases.all(),
            ScalarRows.all(),
            ReductionCases.all(),
            MomentCases.all(),
            ProbabilityCases.all(),
            ClassLossCases.all(),
            SparseCases.all(),
            ShapeCases.all(),
            RegionCases.all(),
            IndexedRowCases.all(),
            RunningCases.all(),
            IndexingCases.all(),
            ScatterCases.all(),
            JoiningCases.all(),
            RearrangingCases.all(),
            CumulativeCases.all(),
            CreationCases.all(),
            LinearCases.all(),
            ConvCases.all(),
            PoolCases.all(),
            AdaptivePoolCases.all(),
            PatchCases.all(),
            ResizeCases.all(),
            SamplingCases.all(),
            BoxCases.all(),
            DeformCases.all(),
            GradientFlowCases.all(),
            SortingCases.all(),
            NormCases.all(),
            DistanceCases.all(),
            EinsumCases.all(),
            MatrixCases.all(),
            DecompositionCases.all(),
            CustomCases.all(),
            NormalizationCases.all(),
            AttentionCases.all(),
            RandomCases.all(),
            ControlCases.all(),
            RecurrentCases.all())
        .flatMap(List::stream)
        .toList();
  }
}

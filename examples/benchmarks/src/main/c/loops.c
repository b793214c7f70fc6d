// The C side of the benchmarks. Speaks the language that package-info.java of
// io.opwalk.examples.benchmarks.run describes. The argument says what it computes:
//
//   formula   W3 and W3b, as plain loops that gcc vectorises, with libmvec's functions
//   triad     a[i] = b[i] + s c[i], of as many bytes as W3b reads and writes: what memory allows
//   fma       as many fused multiply-adds in registers as W4's product has: what the core allows
//
//   gcc -O3 -march=native -ffast-math -fopenmp -o loops loops.c -lmvec -lm
#include <math.h>
#include <omp.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define MAX_SAMPLES 100000
#define ELEMENTS 509

static float value(uint64_t seed, uint64_t place, double scale) {
  uint64_t z = seed * 0x9E3779B97F4A7C15ull + place * 0xD1342543DE82EF95ull;
  z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ull;
  z = (z ^ (z >> 27)) * 0x94D049BB133111EBull;
  z ^= z >> 31;
  return (float)(((double)(z >> 40) * 0x1p-23 - 1) * scale);
}

#define LOOPS(T, EXP, LOG1P, TANH)                                                             \
  static void transcendental_##T(const T *restrict x, T *restrict y, long n) {                 \
    const T a = 1.25, b = 0.5, c = 0.75, d = 0.25, one = 1;                                    \
    _Pragma("omp parallel for simd schedule(static)") for (long i = 0; i < n; i++) {           \
      T sigmoid = one / (one + EXP(-(x[i] * a + b)));                                          \
      y[i] = sigmoid * TANH(c * x[i]) + LOG1P(EXP(x[i] - d));                                  \
    }                                                                                          \
  }                                                                                            \
  static void polynomial_##T(const T *restrict x, T *restrict y, long n) {                     \
    const T a = 1.25, b = 0.5, c = 0.75, d = 0.25;                                             \
    _Pragma("omp parallel for simd schedule(static)") for (long i = 0; i < n; i++) {           \
      y[i] = (x[i] * a + b) * (x[i] - c) + d * x[i];                                           \
    }                                                                                          \
  }                                                                                            \
  static void triad_##T(const T *restrict x, const T *restrict z, T *restrict y, long n) {     \
    const T a = 1.25;                                                                          \
    _Pragma("omp parallel for simd schedule(static)") for (long i = 0; i < n; i++) {           \
      y[i] = x[i] + a * z[i];                                                                  \
    }                                                                                          \
  }

// Read and written, so that gcc neither knows the first values nor leaves out the loop.
static volatile double sink = 3;

#define ACCUMULATORS 16
typedef double vector_double __attribute__((vector_size(64)));
typedef float vector_float __attribute__((vector_size(64)));

// Sixteen chains hide the latency of an fma on two ports.
#define FMA(T)                                                                                 \
  static T fma_##T(double count) {                                                             \
    T total = 0;                                                                               \
    _Pragma("omp parallel reduction(+ : total)") {                                             \
      const int lanes = 64 / sizeof(T);                                                        \
      long times = count / omp_get_num_threads() / lanes / ACCUMULATORS;                       \
      vector_##T a[ACCUMULATORS], f = {0}, s = {0};                                            \
      f += (T)0.5;                                                                             \
      s += (T)0.25;                                                                            \
      for (int k = 0; k < ACCUMULATORS; k++) {                                                 \
        a[k] = s * (T)(k + sink);                                                              \
      }                                                                                        \
      for (long i = 0; i < times; i++) {                                                       \
        _Pragma("GCC unroll 16") for (int k = 0; k < ACCUMULATORS; k++) {                      \
          a[k] = a[k] * f + s;                                                                 \
        }                                                                                      \
      }                                                                                        \
      for (int k = 0; k < ACCUMULATORS; k++) {                                                 \
        for (int lane = 0; lane < lanes; lane++) {                                             \
          total += a[k][lane];                                                                 \
        }                                                                                      \
      }                                                                                        \
    }                                                                                          \
    return total;                                                                              \
  }

LOOPS(double, exp, log1p, tanh)
LOOPS(float, expf, log1pf, tanhf)
FMA(double)
FMA(float)

static int triad, fma_only, single, transcendental;
static long size;
static double multiply_adds;
static void *x, *y, *z;

static void compute(void) {
  if (fma_only) {
    sink = single ? fma_float(multiply_adds) : fma_double(multiply_adds);
  } else if (triad) {
    single ? triad_float(x, z, y, size) : triad_double(x, z, y, size);
  } else if (transcendental) {
    single ? transcendental_float(x, y, size) : transcendental_double(x, y, size);
  } else {
    single ? polynomial_float(x, y, size) : polynomial_double(x, y, size);
  }
}

static double element(const void *array, long i) {
  return single ? ((const float *)array)[i] : ((const double *)array)[i];
}

static void open_workload(const char *name, const char *precision, int threads) {
  single = strcmp(precision, "f32") == 0;
  transcendental = strcmp(name, "W3") == 0;
  size = strstr(name, "n4e7") ? 40000000 : 1000000;
  if (triad) {
    // Three arrays instead of two.
    size = size * 2 / 3;
  }
  if (fma_only) {
    double n = atof(strstr(name, "-n") + 2);
    multiply_adds = n * n * n;
    size = 0;
  }
  omp_set_num_threads(threads);
  size_t bytes = size * (single ? sizeof(float) : sizeof(double));
  void **arrays[] = {&x, &y, &z};
  for (int a = 0; a < 3; a++) {
    void *array = aligned_alloc(64, (bytes + 63) / 64 * 64);
    for (long i = 0; i < size; i++) {
      float v = value(1, i, 4);
      if (single) {
        ((float *)array)[i] = v;
      } else {
        ((double *)array)[i] = v;
      }
    }
    *arrays[a] = array;
  }
  printf("@ok\n");
}

static void results(void) {
  compute();
  double mean = 0;
  for (long i = 0; i < size; i++) {
    mean += element(y, i) / size;
  }
  long count = size < ELEMENTS ? size : ELEMENTS;
  printf("@ok %ld:%.17g", size, mean);
  for (long i = 0; i < count; i++) {
    printf(",%.17g", element(y, i * size / count));
  }
  printf("\n");
}

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return t.tv_sec * 1e9 + t.tv_nsec;
}

static int ascending(const void *a, const void *b) {
  double difference = *(const double *)a - *(const double *)b;
  return (difference > 0) - (difference < 0);
}

static void run(double budget) {
  static double samples[MAX_SAMPLES];
  static long calls = 1;
  int count = 0;
  double start = now(), last = start;
  do {
    for (long i = 0; i < calls; i++) {
      compute();
    }
    double next = now();
    samples[count++] = (next - last) / calls;
    last = next;
    calls = 50000 / samples[count - 1];
    calls = calls < 1 ? 1 : calls;
  } while (last - start < budget && count < MAX_SAMPLES);
  qsort(samples, count, sizeof(double), ascending);
  double upper = samples[count / 2], lower = samples[(count - 1) / 2];
  printf("@ok %.3f 0\n", (lower + upper) / 2);
}

int main(int argc, char **argv) {
  char line[256], name[100], precision[10], set[10];
  int threads;
  long millis;
  triad = argc > 1 && strcmp(argv[1], "triad") == 0;
  fma_only = argc > 1 && strcmp(argv[1], "fma") == 0;
  while (fgets(line, sizeof line, stdin)) {
    if (sscanf(line, "open %9s %99s %9s %d", set, name, precision, &threads) == 4) {
      open_workload(name, precision, threads);
    } else if (strncmp(line, "results", 7) == 0) {
      results();
    } else if (sscanf(line, "run %ld", &millis) == 1) {
      run(millis * 1e6);
    } else if (strncmp(line, "settle", 6) == 0) {
      printf("@ok\n");
    } else if (strncmp(line, "quit", 4) == 0) {
      break;
    } else {
      printf("@error there is no command %s", line);
    }
    fflush(stdout);
  }
  return 0;
}

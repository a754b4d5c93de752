// Operations on integers that Swift's vectors lack or do one lane at a time. A vector is sixteen lanes of 32 bits on every
// CPU. Where registers are shorter, the compiler takes several.
#pragma once

#include <stdbool.h>
#include <stdint.h>

#if defined(__AVX2__)
#include <immintrin.h>
#endif

#define ALBERT_INLINE static inline __attribute__((always_inline))

typedef float albert_lanes __attribute__((ext_vector_type(16)));
// Sums of sixteen columns.
typedef int32_t albert_sums __attribute__((ext_vector_type(16)));
typedef uint32_t albert_bits __attribute__((ext_vector_type(16)));
typedef int16_t albert_shorts __attribute__((ext_vector_type(16)));
typedef int16_t albert_pairs __attribute__((ext_vector_type(32)));
typedef uint8_t albert_bytes __attribute__((ext_vector_type(16)));

// MARK: Multiply-adds

#if defined(__AVX512F__)
#define ALBERT_EACH_REGISTER(function, sums, words, weights) \
  ((albert_sums)function((__m512i)(sums), (__m512i)(words), (__m512i)(weights)))
#elif defined(__AVX2__)
#define ALBERT_HALF(lanes, from) \
  ((__m256i)__builtin_shufflevector(lanes, lanes, from, from + 1, from + 2, from + 3, from + 4, from + 5, from + 6, from + 7))
typedef int32_t albert_half __attribute__((ext_vector_type(8)));
#define ALBERT_JOINED(low, high)                                                                              \
  ((albert_sums)__builtin_shufflevector(                                                                      \
      (albert_half)(low), (albert_half)(high), 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15))
#define ALBERT_EACH_REGISTER(function, sums, words, weights)                                  \
  ALBERT_JOINED(                                                                              \
      function(ALBERT_HALF(sums, 0), ALBERT_HALF(words, 0), ALBERT_HALF(weights, 0)),         \
      function(ALBERT_HALF(sums, 8), ALBERT_HALF(words, 8), ALBERT_HALF(weights, 8)))
#elif defined(__aarch64__)
typedef int32_t albert_quarter __attribute__((ext_vector_type(4)));
#define ALBERT_QUARTER(lanes, from) __builtin_shufflevector(lanes, lanes, from, from + 1, from + 2, from + 3)
#define ALBERT_JOINED_QUARTERS(first, second) __builtin_shufflevector(first, second, 0, 1, 2, 3, 4, 5, 6, 7)
// One lane of `words` is enough: an instruction "by element" multiplies all weights of a register by it. So a plain load of four
// bytes is enough too, in place of one that fills a register and needs a vector unit.
#define ALBERT_EACH_REGISTER(function, sums, words, weights)                                        \
  __builtin_shufflevector(                                                                          \
      ALBERT_JOINED_QUARTERS(                                                                       \
          function(ALBERT_QUARTER(sums, 0), (words)[0], ALBERT_QUARTER(weights, 0)),                \
          function(ALBERT_QUARTER(sums, 4), (words)[0], ALBERT_QUARTER(weights, 4))),               \
      ALBERT_JOINED_QUARTERS(                                                                       \
          function(ALBERT_QUARTER(sums, 8), (words)[0], ALBERT_QUARTER(weights, 8)),                \
          function(ALBERT_QUARTER(sums, 12), (words)[0], ALBERT_QUARTER(weights, 12))),             \
      0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15)
#endif

// In assembly, so that each is one instruction at this very place. The compiler would replace `vpdpwssd` by a product and a sum
// where it believes that to be faster, and would move sums between registers.
#if defined(__AVX512VNNI__)
#define ALBERT_VNNI(instruction, type)                                                 \
  ALBERT_INLINE type albert_##instruction(type sums, type words, type weights) {       \
    __asm__ volatile(#instruction " %2, %1, %0" : "+v"(sums) : "v"(words), "v"(weights)); \
    return sums;                                                                       \
  }
ALBERT_VNNI(vpdpwssd, __m512i)
ALBERT_VNNI(vpdpbusd, __m512i)
#elif defined(__AVXVNNI__)
#define ALBERT_VNNI(instruction, type)                                                          \
  ALBERT_INLINE type albert_##instruction(type sums, type words, type weights) {                \
    __asm__ volatile("%{vex%} " #instruction " %2, %1, %0" : "+x"(sums) : "x"(words), "x"(weights)); \
    return sums;                                                                                \
  }
ALBERT_VNNI(vpdpwssd, __m256i)
ALBERT_VNNI(vpdpbusd, __m256i)
#elif defined(__aarch64__)
#define ALBERT_DOT(instruction)                                                                              \
  ALBERT_INLINE albert_quarter albert_##instruction(albert_quarter sums, int32_t word, albert_quarter weights) { \
    float four_bytes;                                                                                        \
    __builtin_memcpy(&four_bytes, &word, sizeof word);                                                       \
    __asm__ volatile(#instruction " %0.4s, %2.16b, %1.4b[0]" : "+w"(sums) : "w"(four_bytes), "w"(weights));  \
    return sums;                                                                                             \
  }
#if defined(__ARM_FEATURE_MATMUL_INT8)
// SUDOT is USDOT with the other operand by element.
ALBERT_DOT(sudot)
#define ALBERT_ADD_QUADS albert_sudot
#endif
#if defined(__ARM_FEATURE_DOTPROD)
ALBERT_DOT(sdot)
#endif
#endif

#if defined(ALBERT_VNNI)
#define ALBERT_ADD_PAIRS albert_vpdpwssd
#define ALBERT_ADD_QUADS albert_vpdpbusd
#elif defined(__AVX512F__)
ALBERT_INLINE __m512i albert_add_pairs_of_register(__m512i sums, __m512i words, __m512i weights) {
  return _mm512_add_epi32(sums, _mm512_madd_epi16(words, weights));
}
#define ALBERT_ADD_PAIRS albert_add_pairs_of_register
#endif

// sums + words · weights. Every lane of `weights` holds 16-bit weights of two inputs, every lane of `words` the same two inputs
// as 16-bit integers. Sums wrap around.
ALBERT_INLINE albert_sums albert_add_pairs(albert_sums sums, albert_sums words, albert_sums weights) {
#if defined(ALBERT_ADD_PAIRS)
  return ALBERT_EACH_REGISTER(ALBERT_ADD_PAIRS, sums, words, weights);
#elif defined(__AVX2__)
  // In this very order and these registers. Left to itself the compiler adds several products first, moves sums between registers
  // and runs out of them. Two products before their two sums keep more of a Zen 3's multipliers busy than a product and a sum in turn.
  __m256i low = ALBERT_HALF(sums, 0), high = ALBERT_HALF(sums, 8), factors = ALBERT_HALF(words, 0), product;
  __asm__ volatile(
      "vpmaddwd %4, %2, %3\n\t"
      "vpmaddwd %5, %2, %2\n\t"
      "vpaddd %3, %0, %0\n\t"
      "vpaddd %2, %1, %1"
      : "+x"(low), "+x"(high), "+x"(factors), "=&x"(product)
      : "x"(ALBERT_HALF(weights, 0)), "x"(ALBERT_HALF(weights, 8)));
  return ALBERT_JOINED(low, high);
#else
  const albert_sums first = ((words << 16) >> 16) * ((weights << 16) >> 16);
  return (albert_sums)((albert_bits)sums + (albert_bits)first + (albert_bits)((words >> 16) * (weights >> 16)));
#endif
}

#if defined(ALBERT_ADD_QUADS)
// sums + words · weights. Every lane of `weights` holds signed bytes, the weights of four inputs; every lane of `words` holds the
// four inputs as unsigned bytes. Sums wrap around.
ALBERT_INLINE albert_sums albert_add_quads(albert_sums sums, albert_sums words, albert_sums weights) {
  return ALBERT_EACH_REGISTER(ALBERT_ADD_QUADS, sums, words, weights);
}
#endif

#if defined(__ARM_FEATURE_DOTPROD)
// The same with signed inputs.
ALBERT_INLINE albert_sums albert_add_signed_quads(albert_sums sums, albert_sums words, albert_sums weights) {
  return ALBERT_EACH_REGISTER(albert_sdot, sums, words, weights);
}
#endif

// `albert_add_pairs` of weights and a word of a row. AVX-512 VNNI reads the word as a part of the instruction.
ALBERT_INLINE albert_sums albert_add_pairs_reading(albert_sums sums, const int32_t *word, albert_sums weights) {
#if defined(__AVX512VNNI__)
  __asm__ volatile("vpdpwssd %2%{1to16%}, %1, %0" : "+v"(sums) : "v"(weights), "m"(*word));
  return sums;
#else
  return albert_add_pairs(sums, (albert_sums)*word, weights);
#endif
}

// The same word in every lane.
ALBERT_INLINE albert_sums albert_word(const int32_t *word) { return (albert_sums)*word; }

// The first and third of each lane's four signed bytes, as two 16-bit integers.
ALBERT_INLINE albert_sums albert_even_bytes(albert_sums quads) {
  return (albert_sums)(((albert_pairs)quads << 8) >> 8);
}

// The second and fourth of each lane's four signed bytes, as two 16-bit integers.
ALBERT_INLINE albert_sums albert_odd_bytes(albert_sums quads) { return (albert_sums)((albert_pairs)quads >> 8); }

ALBERT_INLINE albert_lanes albert_floats(albert_sums sums) { return __builtin_convertvector(sums, albert_lanes); }

#if defined(__AVX512F__)
// The same sums. The compiler computes them at this very place, and moves no load across it.
ALBERT_INLINE albert_sums albert_computed_sums(albert_sums sums) {
  __asm__ volatile("" : "+v"(sums)::"memory");
  return sums;
}
#endif

// MARK: Quantizing

// The larger magnitude of each pair of lanes. NaN counts as larger than infinity.
ALBERT_INLINE albert_lanes albert_larger_magnitude(albert_lanes first, albert_lanes second) {
  const albert_bits magnitude = 0x7FFFFFFF;
  return (albert_lanes)__builtin_elementwise_max((albert_bits)first & magnitude, (albert_bits)second & magnitude);
}

ALBERT_INLINE float albert_largest(albert_lanes magnitudes) {
  const uint32_t largest = __builtin_reduce_max((albert_bits)magnitudes);
  float result;
  __builtin_memcpy(&result, &largest, sizeof result);
  return result;
}

// The largest of the lanes, none of which is NaN. In Swift, the comparisons would go through masks.
ALBERT_INLINE float albert_highest(albert_lanes lanes) {
  typedef float albert_eight __attribute__((ext_vector_type(8)));
  typedef float albert_four __attribute__((ext_vector_type(4)));
  typedef float albert_two __attribute__((ext_vector_type(2)));
  const albert_eight eight = lanes.lo > lanes.hi ? lanes.lo : lanes.hi;
  const albert_four four = eight.lo > eight.hi ? eight.lo : eight.hi;
  const albert_two two = four.lo > four.hi ? four.lo : four.hi;
  return two.x > two.y ? two.x : two.y;
}

// The difference between the bit patterns of two floats, as integers.
ALBERT_INLINE albert_sums albert_difference_of_bits(albert_lanes first, albert_lanes second) {
  return (albert_sums)((albert_bits)first - (albert_bits)second);
}

// Stores sixteen integers in 16 bits each: eight in `first`, eight in `second`.
ALBERT_INLINE void albert_store_shorts(albert_sums integers, int32_t *first, int32_t *second) {
  const albert_shorts shorts = __builtin_convertvector(integers, albert_shorts);
  __builtin_memcpy(first, &shorts, 16);
  __builtin_memcpy(second, (const char *)&shorts + 16, 16);
}

// Sixteen integers in 16 bits each, two in a word.
typedef int32_t albert_eight_words __attribute__((ext_vector_type(8)));
ALBERT_INLINE albert_eight_words albert_pairs_of(albert_sums integers) {
  return (albert_eight_words)__builtin_convertvector(integers, albert_shorts);
}

// Sixteen words of two 16-bit integers each: the one from `low` and the one from `high`.
ALBERT_INLINE albert_sums albert_paired(albert_sums low, albert_sums high) {
  return (albert_sums)((albert_bits)high << 16 | ((albert_bits)low & 0xFFFF));
}

// `albert_store_shorts` in another order: of every four integers the first and third come first, then the second and fourth.
ALBERT_INLINE void albert_store_split_shorts(albert_sums integers, int32_t *first, int32_t *second) {
  albert_store_shorts(
      __builtin_shufflevector(integers, integers, 0, 2, 1, 3, 4, 6, 5, 7, 8, 10, 9, 11, 12, 14, 13, 15), first, second);
}

// Stores sixteen integers in a byte each.
ALBERT_INLINE void albert_store_bytes(albert_sums integers, int32_t *target) {
  const albert_bytes bytes = __builtin_convertvector(integers, albert_bytes);
  __builtin_memcpy(target, &bytes, 16);
}

// MARK: The Walsh-Hadamard turn within sixteen lanes

#define ALBERT_SWAPPED(lanes, distance)                                                                            \
  __builtin_shufflevector(                                                                                         \
      lanes, lanes, 0 ^ distance, 1 ^ distance, 2 ^ distance, 3 ^ distance, 4 ^ distance, 5 ^ distance, 6 ^ distance, \
      7 ^ distance, 8 ^ distance, 9 ^ distance, 10 ^ distance, 11 ^ distance, 12 ^ distance, 13 ^ distance,           \
      14 ^ distance, 15 ^ distance)

// For two lanes that are `distance` apart: their sum in the lower one, lower - upper in the upper one.
#define ALBERT_BUTTERFLY(lanes, distance, signs) (ALBERT_SWAPPED(lanes, distance) + (lanes) * (signs))

ALBERT_INLINE albert_lanes albert_turned(albert_lanes lanes) {
  const albert_lanes eights = {1, 1, 1, 1, 1, 1, 1, 1, -1, -1, -1, -1, -1, -1, -1, -1};
  const albert_lanes fours = {1, 1, 1, 1, -1, -1, -1, -1, 1, 1, 1, 1, -1, -1, -1, -1};
  const albert_lanes twos = {1, 1, -1, -1, 1, 1, -1, -1, 1, 1, -1, -1, 1, 1, -1, -1};
  const albert_lanes ones = {1, -1, 1, -1, 1, -1, 1, -1, 1, -1, 1, -1, 1, -1, 1, -1};
  lanes = ALBERT_BUTTERFLY(lanes, 8, eights);
  lanes = ALBERT_BUTTERFLY(lanes, 4, fours);
  lanes = ALBERT_BUTTERFLY(lanes, 2, twos);
  return ALBERT_BUTTERFLY(lanes, 1, ones);
}

// MARK: Half precision

// Sixteen half-precision numbers (IEEE binary16) as floats. Finite ones keep their value; others do not.
ALBERT_INLINE albert_lanes albert_widened(const uint16_t *halves) {
  typedef uint16_t albert_halves __attribute__((ext_vector_type(16)));
  albert_halves sixteen;
  __builtin_memcpy(&sixteen, halves, sizeof sixteen);
  const albert_bits bits = __builtin_convertvector(sixteen, albert_bits);
  const albert_lanes magnitude = (albert_lanes)((bits & 0x7FFF) << 13) * 0x1p112f;
  return (albert_lanes)((albert_bits)magnitude | (bits & 0x8000) << 16);
}

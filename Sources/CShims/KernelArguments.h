// The kernels' arguments. They are C structures because the kernels of each instruction set are a Swift module of their own, and
// all of them and their callers must share the types. The caller has checked pointers and sizes.
#pragma once

#include <stdbool.h>
#include <stdint.h>

#pragma clang assume_nonnull begin

// Output columns of a panel of packed weights, in files too.
enum { albert_panel_width = 32 };

// Weights that are integers have a multiple of so many inputs, in files too; zeros fill them up.
enum { albert_input_unit = 16 };

// Inputs of a chain: a sum of products of floats is a chain of multiply-adds for every so many inputs, and then the sum of chains.
enum { albert_summed_inputs = 256 };

// Inputs that one Walsh-Hadamard turn mixes. Inputs that share a scale, a group, are a multiple of them.
enum { albert_group_unit = 128 };

// The function that is applied to each column x of a product.
typedef enum __attribute__((enum_extensibility(closed))) {
  KernelActivationIdentity,
  // x·Φ(x), Φ the normal distribution function.
  KernelActivationGeluErf,
  // 0.5·x·(1 + tanh(√(2/π)·(x + 0.044715·x³))).
  KernelActivationGeluTanh,
  // max(x, 0).
  KernelActivationRelu,
  // x·sigmoid(x).
  KernelActivationSilu,
  KernelActivationTanh,
} KernelActivation;

// Rows that are to be packed: [rowCount, inputCount]. The next row is `stride` floats further on.
typedef struct {
  const float *rows;
  long stride, rowCount, inputCount;
} KernelRows;

// f(start + rows · weights) for whole panels of 32 output columns.
typedef struct {
  // [rowCount, inputCount], packed.
  const float *rows;
  long rowCount, inputCount;
  // Panel p starts at `panels + p * panelStride` and holds a row of 32 for each of the `inputCount` inputs.
  const float *panels;
  long panelStride, panelCount;
  // The bias, [32·panelCount], with a stride of 0; or the sums of the inputs before these, [rowCount, 32·panelCount].
  const float *start;
  long startStride;
  KernelActivation activation;
} KernelProduct;

// Where a product's columns go: [rowCount, 32·panelCount]. The next row is `stride` floats further on.
typedef struct {
  float *base;
  long stride;
} KernelOutput;

// Where a product's columns go that are the inputs of the next product.
typedef struct {
  // Packed rows of `inputCount` inputs each.
  float *base;
  long inputCount;
  // The input that the first column becomes; it is the first of a panel.
  long firstInput;
} KernelPackedOutput;

// How a row is quantized.
typedef enum __attribute__((enum_extensibility(closed))) {
  // To 16-bit integers of up to ±4095.
  KernelRowFormShorts,
  // To signed bytes of up to ±127, after a Walsh-Hadamard turn.
  KernelRowFormTurnedBytes,
  // To unsigned bytes, after an offset has been added that makes every input 0 or more.
  KernelRowFormOffsetBytes,
} KernelRowForm;

// Quantized rows of `inputCount` inputs each.
typedef struct {
  KernelRowForm form;
  // The offset of `KernelRowFormOffsetBytes`; 0 for the others.
  float offset;
  long rowCount, inputCount;
  // Inputs of a group, which has one scale: a multiple of `albert_group_unit`. The last group may be shorter.
  long groupWidth;
  // `quantizedSize(rowCount:inputCount:form:)` words. A word holds several integers.
  int32_t *words;
  // [groups, rowCount]: the float that the integer 1 stands for, for each group of each row.
  float *scales;
} KernelQuantizedRows;

// A product of quantized rows: sums += Σ over groups (row's scale · column's scale · Σ integers · weights). If these are the last
// inputs, the output is f(sums). It computes whole panels of 32 output columns.
typedef struct {
  KernelQuantizedRows rows;
  // For rows of bytes: panels of bytes, with four inputs of a column side by side. For rows of 16-bit integers: panels of those,
  // with two side by side. Panel p starts at `panels + p * panelStride` bytes.
  const void *panels;
  long panelStride, panelCount;
  // For turned bytes, [groups, 32·panelCount]: -128 times the sum of a group's weights. Instruction sets that multiply unsigned
  // bytes by signed ones add 128 to the rows, and take it off again by this.
  const int32_t *start;
  long startStride;
  // [groups, 32·panelCount]: the float that the integer 1 stands for, for each group of each column.
  const float *scale;
  long scaleStride;
  // [32·panelCount]: the sums start from it.
  const float *bias;
  // Whether the output holds the sums of the inputs before these, and whether these inputs are the last.
  bool continues, finishes;
  KernelActivation activation;
} KernelIntegerProduct;

// A layer normalization: scale and shift, [width] each.
typedef struct {
  const float *scale, *shift;
  long width;
  float epsilon;
} KernelLayerNorm;

// Rows whose sum is to be normalized: [rowCount, width] each. `output` may be `rows` or `addend`.
typedef struct {
  const float *rows;
  long stride;
  const float *addend;
  long addendStride, rowCount;
  KernelOutput output;
} KernelResidual;

// Tokens that are to be embedded: three tables of `width` columns, without a gap between their rows, and for each token a row of
// each table.
typedef struct {
  // Floats, or half-precision numbers.
  const void *words;
  bool wordsAreHalves;
  const int32_t *ids;
  const float *positions;
  const int32_t *positionIDs;
  const float *types;
  const uint8_t *typeIDs;
  long tokenCount;
  // [tokenCount, width].
  KernelOutput output;
} KernelTokens;

// Some heads of one sequence: queries, [queryCount, headCount · headSize], and keys and values, [length, headCount · headSize], all
// from the first of these heads on.
typedef struct {
  const float *queries;
  long queryStride, queryCount;
  const float *keys, *values;
  long stride, length, headCount, headSize;
  // [queryCount, headCount · headSize].
  KernelOutput output;
  // `attentionScratch(length:headSize:)` floats.
  float *scratch;
} KernelHeads;

// The kernels for floats of one instruction set. Their contracts stand beside them, in KernelsPortable.
typedef struct __attribute__((swift_attr("@Sendable"))) {
  long (*packedSize)(long rowCount, long inputCount);
  void (*pack)(KernelRows rows, float *packed);
  void (*multiply)(KernelProduct product, KernelOutput output);
  void (*multiplyPacking)(KernelProduct product, KernelPackedOutput output);
  void (*normalize)(KernelResidual residual, KernelLayerNorm norm);
  void (*embed)(KernelTokens tokens, KernelLayerNorm norm);
  long (*attentionScratch)(long length, long headSize);
  void (*attend)(KernelHeads heads);
  long (*multiplyAdd)(long rounds);
} KernelFunctions;

// The kernels for integers of one instruction set. Some CPUs have instructions for integers beyond those of their instruction set
// for floats.
typedef struct __attribute__((swift_attr("@Sendable"))) {
  // Whether bytes are multiplied as such; else they become 16-bit integers first.
  bool multipliesBytes;
  long (*quantizedSize)(KernelRowForm form, long rowCount, long inputCount);
  void (*quantize)(KernelRows rows, KernelQuantizedRows quantized);
  void (*multiply)(KernelIntegerProduct product, KernelOutput output);
  void (*multiplyQuantizing)(KernelIntegerProduct product, KernelQuantizedRows next, long firstInput);
  long (*attentionScratch)(long length, long headSize);
  void (*attend)(KernelHeads heads);
  long (*multiplyAddShorts)(long rounds);
  long (*multiplyAddBytes)(long rounds);
} IntegerKernelFunctions;

#pragma clang assume_nonnull end

// What the kernels are given. Plain C structures, since each instruction set's kernels are a module of their own and yet
// share these labels with those who call them. Pointers and sizes have been checked by the caller.
#pragma once

#include <stdbool.h>
#include <stdint.h>

#pragma clang assume_nonnull begin

// Output columns of a panel of packed weights.
enum { albert_panel_width = 32 };

// Inputs whose products with floats are summed by themselves, before these sums are added.
enum { albert_summed_inputs = 256 };

// Inputs of a row that are turned together. A group of inputs that has one scale is a multiple of it.
enum { albert_group_unit = 128 };

// Rows to be packed: [rowCount, inputCount], `stride` floats from row to row.
typedef struct {
  const float *rows;
  long stride, rowCount, inputCount;
} KernelRows;

// f(start + rows · weights) for whole panels of 32 output columns.
typedef struct {
  // [rowCount, inputCount], packed.
  const float *rows;
  long rowCount, inputCount;
  // Panel p starts at `panels + p * panelStride` and holds `inputCount` rows of 32.
  const float *panels;
  long panelStride, panelCount;
  // [32·panelCount], the bias, with a stride of 0; or [rowCount, 32·panelCount], the sums of the inputs before these.
  const float *start;
  long startStride;
  // The raw value of `Activation`; any other is none.
  uint32_t activation;
} KernelProduct;

// Where a product's columns go: [rowCount, 32·panelCount], `stride` floats from row to row.
typedef struct {
  float *base;
  long stride;
} KernelOutput;

// Where a product's columns go as inputs of the next product.
typedef struct {
  // Packed rows of `inputCount` inputs.
  float *base;
  long inputCount;
  // Which of these inputs the first column is, a panel's first.
  long firstInput;
} KernelPackedOutput;

// How a row is quantized.
typedef enum {
  // To 16-bit integers of up to ±4095.
  KernelRowFormShorts,
  // To signed bytes of up to ±127, after a Walsh-Hadamard turn.
  KernelRowFormTurnedBytes,
  // To unsigned bytes, after an offset that leaves nothing below 0 has been added.
  KernelRowFormOffsetBytes,
} KernelRowForm;

// Quantized rows of `inputCount` inputs.
typedef struct {
  KernelRowForm form;
  // That of `KernelRowFormOffsetBytes`.
  float offset;
  long rowCount, inputCount;
  // Inputs of a group, which has one scale: a multiple of `albert_group_unit`. The last group may be shorter.
  long groupWidth;
  // `quantizedSize(rowCount:inputCount:form:)` words of several integers each.
  int32_t *words;
  // [groups, rowCount]: what an integer of a group of a row stands for.
  float *scales;
} KernelQuantizedRows;

// A product of quantized rows: sums += Σ over groups (row's scale · column's scale · Σ integers · weights), and where that is
// all of it f(sums), for whole panels of 32 output columns.
typedef struct {
  KernelQuantizedRows rows;
  // Panels of bytes for rows of bytes, four inputs side by side, else of 16-bit integers, two side by side. Panel p starts
  // at `panels + p * panelStride` bytes.
  const void *panels;
  long panelStride, panelCount;
  // [groups, 32·panelCount], for turned bytes: -128 times the sum of a group's weights, since those who multiply unsigned
  // bytes by signed ones add 128 to the rows.
  const int32_t *start;
  long startStride;
  // [groups, 32·panelCount]: what an integer of a group of a column stands for.
  const float *scale;
  long scaleStride;
  // [32·panelCount], what the sums start from.
  const float *bias;
  // Whether the output holds the sums of the inputs before these, and whether these are the last.
  bool continues, finishes;
  // The raw value of `Activation`; any other is none.
  uint32_t activation;
} KernelIntegerProduct;

// Scale and shift, [width] each, of a layer normalization.
typedef struct {
  const float *scale, *shift;
  long width;
  float epsilon;
} KernelLayerNorm;

// Rows to be summed and normalized: [rowCount, width] each. `output` may be `rows` or `addend`.
typedef struct {
  const float *rows;
  long stride;
  const float *addend;
  long addendStride, rowCount;
  KernelOutput output;
} KernelResidual;

// Tokens to be embedded: tables of `width` columns without a gap between rows, and the row of each, one a token.
typedef struct {
  // Floats, or halves.
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

// One sequence and some of its heads: queries [queryCount, headCount · headSize] from the first head on; so are keys and
// values, [length, ...].
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

// The kernels of one instruction set. Their contracts stand beside them, in KernelsPortable.
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

// Those for integers, which some CPUs have instructions for beyond their instruction set for floats.
typedef struct __attribute__((swift_attr("@Sendable"))) {
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

// What Swift has no words for: hints about the cache and about waiting, the processor of a thread, and the instructions that
// this CPU and its operating system offer.
#pragma once

#include <stdbool.h>

#include "IntegerLanes.h"

// Asks for the cache line at `address` in the second-level cache. An address that cannot be read is ignored.
static inline __attribute__((always_inline)) void albert_prefetch(const void *address) {
  __builtin_prefetch(address, 0, 2);
}

// Tells the CPU that this thread waits in a loop.
static inline __attribute__((always_inline)) void albert_pause(void) {
#if defined(__x86_64__)
  __builtin_ia32_pause();
#elif defined(__aarch64__)
  __asm__ volatile("yield");
#endif
}

// The compiler moves no load across this line. Left to itself it loads many steps ahead and runs out of registers.
static inline __attribute__((always_inline)) void albert_keep_load_order(void) { __asm__ volatile("" ::: "memory"); }

#if defined(__linux__)
#include <sys/syscall.h>
#include <unistd.h>

// These are system calls, since the C libraries declare their functions for them only under _GNU_SOURCE.

// The processor that this thread runs on at the moment; negative where the system does not say.
static inline int albert_current_processor(void) {
  unsigned processor;
  return syscall(SYS_getcpu, &processor, (void *)0, (void *)0) == 0 ? (int)processor : -1;
}

// Writes the mask of the processors that this thread may run on, and returns its bytes; negative where `size` is too small.
static inline long albert_get_allowed_processors(unsigned char *mask, long size) {
  return syscall(SYS_sched_getaffinity, 0, size, mask);
}

static inline long albert_set_allowed_processors(const unsigned char *mask, long size) {
  return syscall(SYS_sched_setaffinity, 0, size, mask);
}
#endif

#if defined(__AVX512F__)
// The same lanes. The compiler computes them at this very place, and moves no load across it.
static inline __attribute__((always_inline)) albert_lanes albert_computed(albert_lanes lanes) {
  __asm__ volatile("" : "+v"(lanes)::"memory");
  return lanes;
}
#endif

#if defined(__x86_64__)
#include <cpuid.h>

// The state components that the operating system saves on a context switch (XCR0).
static inline unsigned long long albert_saved_state(void) {
  unsigned low, high;
  __asm__ volatile("xgetbv" : "=a"(low), "=d"(high) : "c"(0));
  return ((unsigned long long)high << 32) | low;
}

static inline bool albert_cpu_saves(unsigned long long mask) {
  unsigned a, b, c, d;
  if (!__get_cpuid(1, &a, &b, &c, &d) || !(c & bit_OSXSAVE)) return false;
  return (albert_saved_state() & mask) == mask;
}

// x86-64-v3: AVX2, FMA, BMI1, BMI2, F16C, MOVBE, LZCNT, with the YMM state saved.
static inline bool albert_cpu_has_avx2(void) {
  unsigned a, b, c, d;
  if (!albert_cpu_saves(0x6) || !__get_cpuid(1, &a, &b, &c, &d)) return false;
  const unsigned base = bit_AVX | bit_FMA | bit_F16C | bit_MOVBE;
  if ((c & base) != base || !__get_cpuid_count(7, 0, &a, &b, &c, &d)) return false;
  const unsigned extended = bit_AVX2 | bit_BMI | bit_BMI2;
  if ((b & extended) != extended || !__get_cpuid(0x80000001, &a, &b, &c, &d)) return false;
  return (c & bit_LZCNT) != 0;
}

// x86-64-v4: AVX-512 F, BW, CD, DQ, VL on top, with the ZMM and mask state saved.
static inline bool albert_cpu_has_avx512(void) {
  unsigned a, b, c, d;
  if (!albert_cpu_has_avx2() || !albert_cpu_saves(0xe6) || !__get_cpuid_count(7, 0, &a, &b, &c, &d)) return false;
  const unsigned extended = bit_AVX512F | bit_AVX512BW | bit_AVX512CD | bit_AVX512DQ | bit_AVX512VL;
  return (b & extended) == extended;
}

static inline bool albert_cpu_has_avx512vnni(void) {
  unsigned a, b, c, d;
  return albert_cpu_has_avx512() && __get_cpuid_count(7, 0, &a, &b, &c, &d) && (c & bit_AVX512VNNI) != 0;
}

// The same instructions in AVX2's encoding.
static inline bool albert_cpu_has_avxvnni(void) {
  unsigned a, b, c, d;
  return albert_cpu_has_avx2() && __get_cpuid_count(7, 1, &a, &b, &c, &d) && (a & bit_AVXVNNI) != 0;
}
#elif defined(__aarch64__) && defined(__linux__)
#include <sys/auxv.h>

// FEAT_DotProd: SDOT and UDOT.
static inline bool albert_cpu_has_dotprod(void) { return (getauxval(AT_HWCAP) & HWCAP_ASIMDDP) != 0; }

// FEAT_I8MM: USDOT and SUDOT.
static inline bool albert_cpu_has_i8mm(void) { return (getauxval(AT_HWCAP2) & HWCAP2_I8MM) != 0; }
#elif defined(__aarch64__) && defined(__APPLE__)
#include <sys/sysctl.h>

static inline bool albert_cpu_has(const char *feature) {
  int value = 0;
  size_t size = sizeof value;
  return sysctlbyname(feature, &value, &size, (void *)0, 0) == 0 && value != 0;
}

static inline bool albert_cpu_has_dotprod(void) { return albert_cpu_has("hw.optional.arm.FEAT_DotProd"); }

static inline bool albert_cpu_has_i8mm(void) { return albert_cpu_has("hw.optional.arm.FEAT_I8MM"); }
#endif

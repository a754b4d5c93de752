/// Sixteen floats: a whole register with AVX-512, two with AVX2, four with NEON.
typealias Lanes = SIMD16<Float>

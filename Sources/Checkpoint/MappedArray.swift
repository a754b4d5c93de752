/// The elements of one checkpoint section, which are read in place. The array keeps the mapping alive. Every access is checked
/// against the section's length, so that no id or offset in a file can reach outside of the section.
public struct MappedArray<Element: BitwiseCopyable>: RandomAccessCollection, @unchecked Sendable {
  private let file: MappedFile
  private let elements: UnsafeBufferPointer<Element>

  /// - Precondition: `bytes` is aligned for the element and holds a whole number of elements.
  init(file: MappedFile, bytes: UnsafeRawBufferPointer) {
    self.file = file
    precondition(bytes.count % MemoryLayout<Element>.stride == 0)
    precondition(Int(bitPattern: bytes.baseAddress) % MemoryLayout<Element>.alignment == 0)
    elements = UnsafeBufferPointer(
      start: bytes.baseAddress?.assumingMemoryBound(to: Element.self), count: bytes.count / MemoryLayout<Element>.stride
    )
  }

  public var startIndex: Int { 0 }
  public var endIndex: Int { elements.count }

  @inlinable
  public subscript(index: Int) -> Element {
    precondition(UInt(bitPattern: index) < UInt(bitPattern: elementCount), "index beyond the checkpoint section")
    return base[index]
  }

  @usableFromInline var elementCount: Int { elements.count }
  // A section without elements has no address. The check of the index comes before every use.
  @usableFromInline var base: UnsafePointer<Element> { elements.baseAddress.unsafelyUnwrapped }

  /// The section as a span, for loops whose bounds checks the compiler can hoist.
  public var span: Span<Element> {
    @_lifetime(borrow self)
    borrowing get {
      let span = Span(_unsafeElements: elements)
      return _overrideLifetime(span, borrowing: self)
    }
  }

  /// The section's memory, for kernels. It is valid as long as this array or its checkpoint exists.
  public var unsafeElements: UnsafeBufferPointer<Element> { elements }
}

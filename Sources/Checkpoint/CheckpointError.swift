import Files

/// An error in a checkpoint: the file, the part of it, what was found, and what was expected.
public typealias CheckpointError = ContentError<Checkpoint>

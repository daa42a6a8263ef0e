"""Named SQL twins of functions of the engine, for whole portfolios; a test says that each equals the engine."""

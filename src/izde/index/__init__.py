"""Articles in, hits out: the engine interface, the engines behind it and the library."""

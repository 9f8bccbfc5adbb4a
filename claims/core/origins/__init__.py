"""Where what a document says comes from: a wire it credits, an outlet it names, another document it copies."""

"""What statements mean, as vectors: by models of sentences, named by whoever wants it. Optional."""

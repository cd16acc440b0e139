"""Where call events come from, one file a wire format. Must not import Qt."""

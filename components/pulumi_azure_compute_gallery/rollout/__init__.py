"""What a gallery or a definition decides for what is nested in it."""

"""Values that may be anything: how they are read, compared and printed."""

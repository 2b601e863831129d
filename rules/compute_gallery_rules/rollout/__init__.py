"""Where a version comes to, with how many replicas, and how long it stays."""

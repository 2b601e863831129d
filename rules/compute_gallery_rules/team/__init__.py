"""What a team decides for itself; none of it changes what Azure accepts."""

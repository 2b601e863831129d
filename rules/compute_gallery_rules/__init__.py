"""What Azure accepts for compute galleries, image definitions and image versions, as pure functions."""

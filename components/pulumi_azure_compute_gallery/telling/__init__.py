"""What the components tell of themselves: outputs, and resources beside the gallery."""

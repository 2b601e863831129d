"""What would hurt those who use a published image, refused in the preview."""

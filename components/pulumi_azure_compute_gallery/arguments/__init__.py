"""What the components are declared with, and how it is read."""

"""From arguments to azure-native's inputs and names, and back: pure functions."""

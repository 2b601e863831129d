"""Everything that is wrong with a program, found and told in one run."""

"""The language that the end-to-end stories are told in; see README.md."""

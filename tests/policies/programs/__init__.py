"""Programs in the shapes of well-known public ones, as tutorials write them and as they should be written."""

"""The value of any indicator in any declared slice: from cubes, base tables, bulletins or protected counts."""

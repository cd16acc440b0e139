"""The left column: calls, tasks and the customers that were open lately, in one list."""

"""The CTI doctor: why a call is shown, or is not."""

"""What operators say in a call: the script of the line or of the customer's mailing."""

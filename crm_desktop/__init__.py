"""CRM Desktop: a call-centre desk for Japanese mail order."""

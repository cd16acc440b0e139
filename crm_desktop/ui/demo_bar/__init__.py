"""The bar of the demo office: rings calls at this desk."""

"""What speed, growth and looks are measured with."""

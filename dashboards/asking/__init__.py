"""What pages ask of the layers below, remembered for each snapshot."""

def twin():
    return "the function twin"


other = "in the module twin"

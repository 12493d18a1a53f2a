# File names that Windows could not hold either are encoded in the bucket, so
# that every file can be downloaded there.
output "encoding" {
  value = provider::hoody::encoding([
    "Slash", "LtGt", "DoubleQuote", "Colon", "Question", "Asterisk", "Pipe", "BackSlash", "Ctl",
    "RightSpace", "RightPeriod", "InvalidUtf8", "Dot",
  ]) # "56698766"
}

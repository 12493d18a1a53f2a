// Lsd is rclone itself, with only the backend and the command that the benchmark
// compares with: "rclone lsd", as people run it from local-exec.
package main

import (
	_ "github.com/rclone/rclone/backend/s3"
	"github.com/rclone/rclone/cmd"
	_ "github.com/rclone/rclone/cmd/lsd"
)

func main() { cmd.Main() }

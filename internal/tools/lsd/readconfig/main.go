// Readconfig is rclone's reader of its configuration file: it prints the options of
// each remote in a file. It is a separate program because the provider does not link
// it.
package main

import (
	"encoding/json"
	"log"
	"os"

	"github.com/rclone/rclone/fs"
	"github.com/rclone/rclone/fs/config"
	"github.com/rclone/rclone/fs/config/configfile"
)

func main() {
	if err := config.SetConfigPath(os.Args[1]); err != nil {
		log.Fatal(err)
	}
	configfile.Install()
	remotes := map[string]map[string]string{}
	for _, remote := range config.GetRemotes() {
		options := map[string]string{}
		given := fs.ConfigMap("", nil, remote.Name, nil)
		for _, name := range config.LoadedData().GetKeyList(remote.Name) {
			if value, ok := given.Get(name); ok {
				options[name] = value
			}
		}
		remotes[remote.Name] = options
	}
	if err := json.NewEncoder(os.Stdout).Encode(remotes); err != nil {
		log.Fatal(err)
	}
}

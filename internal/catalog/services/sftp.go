package services

import (
	"github.com/hoody/terraform-provider-hoody/internal/catalog"
	"github.com/hoody/terraform-provider-hoody/internal/catalog/parts"
)

var sftp = catalog.Backend{
	Name:  "sftp",
	Title: "SSH/SFTP",
	Doc:   "",
	Since: catalog.August,
	Fields: []catalog.Field{
		{
			Name: "ask_password", Kind: catalog.Bool,
			Doc: "", // Allow asking for SFTP password when needed.
		},
		{
			Name: "chunk_size", Kind: catalog.Size, Default: "32768",
			Doc: "", // Upload and download chunk size.
		},
		{
			Name: "ciphers",
			Doc:  "", // Space separated list of ciphers to be used for session encryption, ordered by preference.
		},
		{
			Name: "concurrency", Kind: catalog.Int, Default: 64,
			Doc: "", // The maximum number of outstanding requests for one file This controls the maximum number of outstanding requests for one file.
		},
		{
			Name: "connections", Kind: catalog.Int,
			Doc: "", // Maximum number of SFTP simultaneous connections, 0 for unlimited.
		},
		{
			Name: "copy_is_hardlink", Kind: catalog.Bool,
			Doc: "", // Set to enable server side copies using hardlinks.
		},
		parts.Description,
		{
			Name: "disable_concurrent_reads", Kind: catalog.Bool,
			Doc: "", // If set don't use concurrent reads.
		},
		{
			Name: "disable_concurrent_writes", Kind: catalog.Bool,
			Doc: "", // If set don't use concurrent writes.
		},
		{
			Name: "disable_hashcheck", Kind: catalog.Bool,
			Doc: "", // Disable the execution of SSH commands to determine if remote file hashing is available.
		},
		{
			Name: "host", Group: catalog.Authentication, Required: true,
			Doc: "", // SSH host to connect to.
		},
		{
			Name: "host_key_algorithms",
			Doc:  "", // Space separated list of host key algorithms, ordered by preference.
		},
		{
			Name: "idle_timeout", Kind: catalog.Seconds, Default: 60,
			Doc: "", // Max time before closing idle connections.
		},
		{
			Name: "key_exchange",
			Doc:  "", // Space separated list of key exchange algorithms, ordered by preference.
		},
		{
			Name: "key_file", Withdrawn: catalog.Withdrawal{In: catalog.October, Instead: ""},
			Doc: "", // Path to PEM-encoded private key file.
		},
		{
			Name: "key_file_pass", Group: catalog.Authentication, Secret: true, Rotates: true,
			Doc: "", // The passphrase to decrypt the PEM-encoded private key file.
		},
		{
			Name: "key_pem", Group: catalog.Authentication, Secret: true, Rotates: true,
			Doc: "", // Raw PEM-encoded private key.
		},
		{
			Name: "key_use_agent", Kind: catalog.Bool, Withdrawn: catalog.Withdrawal{In: catalog.October, Instead: ""},
			Doc: "", // When set forces the usage of the ssh-agent.
		},
		{
			Name: "known_hosts_file", Known: []string{"~/.ssh/known_hosts"}, Withdrawn: catalog.Withdrawal{In: catalog.October, Instead: ""},
			Doc: "", // Optional path to known_hosts file.
		},
		{
			Name: "macs",
			Doc:  "", // Space separated list of MACs (message authentication code) algorithms, ordered by preference.
		},
		{
			Name: "md5sum_command", Withdrawn: catalog.Withdrawal{In: catalog.October, Instead: ""},
			Doc: "", // The command used to read md5 hashes.
		},
		{
			Name: "pass", Group: catalog.Authentication, Secret: true, Rotates: true,
			Doc: "", // SSH password, leave blank to use ssh-agent.
		},
		{
			Name: "path_override",
			Doc:  "", // Override path used by SSH shell commands.
		},
		{
			Name: "port", Group: catalog.Authentication, Kind: catalog.Int, Default: 22,
			Doc: "", // SSH port number.
		},
		{
			Name: "pubkey",
			Doc:  "", // SSH public certificate for public certificate based authentication.
		},
		{
			Name: "pubkey_file", Withdrawn: catalog.Withdrawal{In: catalog.October, Instead: ""},
			Doc: "", // Optional path to public key file.
		},
		{
			Name: "server_command", Withdrawn: catalog.Withdrawal{In: catalog.October, Instead: ""},
			Doc: "", // Specifies the path or command to run a sftp server on the remote host.
		},
		{
			Name: "set_env",
			Doc:  "", // Environment variables to pass to sftp and commands Set environment variables in the form: VAR=value to be passed to the sftp client and to any command
		},
		{
			Name: "set_modtime", Kind: catalog.Bool, Default: true,
			Doc: "", // Set the modified time on the remote if set.
		},
		{
			Name: "sha1sum_command", Withdrawn: catalog.Withdrawal{In: catalog.October, Instead: ""},
			Doc: "", // The command used to read sha1 hashes.
		},
		{
			Name: "shell_type", Known: []string{"none", "unix", "powershell", "cmd"},
			Doc: "", // The type of SSH shell on remote server, if any.
		},
		{
			Name: "skip_links", Kind: catalog.Bool,
			Doc: "", // Set to skip any symlinks and any other non regular files.
		},
		{
			Name: "socks_proxy",
			Doc:  "", // Socks 5 proxy host.
		},
		{
			Name: "ssh", Withdrawn: catalog.Withdrawal{In: catalog.October, Instead: ""},
			Doc: "", // Path and arguments to external ssh binary.
		},
		{
			Name: "subsystem", Default: "sftp",
			Doc: "", // Specifies the SSH2 subsystem on the remote host.
		},
		{
			Name: "use_fstat", Kind: catalog.Bool,
			Doc: "", // If set use fstat instead of stat.
		},
		{
			Name: "use_insecure_cipher", Kind: catalog.Bool,
			Doc: "", // Enable the use of insecure ciphers and key exchange methods.
		},
		{
			Name: "user", Group: catalog.Authentication, Default: "user", RequiredSince: catalog.October,
			Doc: "", // SSH username.
		},
		{
			Name: "encoding", Kind: catalog.Encoding, Default: "33652738", Since: catalog.October,
			Doc: "",
		},
		{
			Name: "hashes", Since: catalog.October,
			Doc: "",
		},
		{
			Name: "host_keys", Since: catalog.October,
			Doc: "",
		},
		{
			Name: "http_proxy", Since: catalog.October,
			Doc: "",
		},
		{
			Name: "key", Group: catalog.Authentication, Secret: true, Rotates: true, Since: catalog.October,
			Doc: "",
		},
		{
			Name: "passphrase", Group: catalog.Authentication, Secret: true, Rotates: true, Since: catalog.October,
			Doc: "",
		},
		{
			Name: "password", Group: catalog.Authentication, Secret: true, Rotates: true, Since: catalog.October,
			Doc: "",
		},
		{
			Name: "pin_host_key", Kind: catalog.Bool, Since: catalog.October,
			Doc: "",
		},
	},
	Ways:     []catalog.Way{},
	Verified: "",
}

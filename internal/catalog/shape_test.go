package catalog

import (
	"regexp"
	"testing"
)

var notAtDepot = NotAt(Address, Elsewhere{Is: regexp.MustCompile(`^old\.`), Of: "the old depot", Do: "Leave it out."})

func TestShapes(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		shape Shape
		value string
		want  string
	}{
		"a name":                {NoURL, "tenant", ""},
		"a domain for a name":   {NoURL, "example.onmicrosoft.com", ""},
		"an address for a name": {NoURL, "https://login.example.com/t", "is a name, and not an address\nIt goes without a scheme.\nWrite \"login.example.com\"."},
		"an account":            {BareName, "account", ""},
		"an account's host":     {BareName, "account.blob.core.windows.net", "is a name, and not an address\nIt is the first part of the host.\nWrite \"account\"."},
		"an account's address":  {BareName, "https://account.blob.core.windows.net/c?sig=s", "is a name, and not an address\nIt is the first part of the host.\nWrite \"account\"."},
		"hosts and ports":       {HostPorts, "one.example.com:8020,two.example.com:8020", ""},
		"hosts with a space":    {HostPorts, "one.example.com:8020, two.example.com:8020", "is a list of hosts and ports\nEach has its port, and goes without a scheme and without spaces: namenode-1:8020,namenode-2:8020."},
		"hosts with a scheme":   {HostPorts, "hdfs://one.example.com:8020", "is a list of hosts and ports\nEach has its port, and goes without a scheme and without spaces: namenode-1:8020,namenode-2:8020."},
		"hosts without ports":   {HostPorts, "one.example.com", "is a list of hosts and ports\nEach has its port, and goes without a scheme and without spaces: namenode-1:8020,namenode-2:8020."},
		"an id":                 {LastOfAddress, "1AbC", ""},
		"an id's address":       {LastOfAddress, "https://drive.example.com/drive/folders/1AbC/?usp=sharing", "is an id, and not an address\nIt is the last part of the address.\nWrite \"1AbC\"."},
		"no id in an address":   {LastOfAddress, "https://drive.example.com", "is an id, and not an address\nIt is the last part of the address."},
		"a tenant":              {noAddress, "example.onmicrosoft.com", ""},
		"a tenant's address":    {noAddress, "https://login.example.com/t", "is a name or an id, and not an address\nThe tenant's id."},
		"a host":                {BareHost, "h.example.com:80/folder", ""},
		"a node's host":         {BareHost, "12EayRS2V1kEsWESU9QMRseFhdxYxKicsiFmxrsLZHeLUtdps3S@us1.storj.io:7777", ""},
		"a host with a scheme":  {BareHost, "https://h.example.com/", "has a scheme in front\nIt is a host, without https://.\nWrite \"h.example.com\"."},
		"a server":              {HostAlone, "files.example.com", ""},
		"a server's IPv4":       {HostAlone, "192.0.2.7", ""},
		"a server's IPv6":       {HostAlone, "[2001:db8::7]", ""},
		"IPv6 without brackets": {HostAlone, "2001:db8::7", ""},
		"a server's port":       {HostAlone, "h:22", "is a host, without a port\nThe port has a field of its own.\nWrite \"h\"."},
		"IPv6 with a port":      {HostAlone, "[2001:db8::7]:22", "is a host, without a port\nThe port has a field of its own.\nWrite \"[2001:db8::7]\"."},
		"a share of Windows":    {HostAlone, `\\nas\media`, "is a host, and not a path\nA folder or a share goes into verify_path.\nWrite \"nas\"."},
		"a share":               {HostAlone, "nas/media", "is a host, and not a path\nA folder or a share goes into verify_path.\nWrite \"nas\"."},
		"a user at a server":    {HostAlone, "u:p@h", "is a host, without a user\nWho signs in has a field of its own.\nWrite \"h\"."},
		"a server's address":    {HostAlone, "sftp://u:p@h:22/f", "is a name, and not an address\nIt goes without a scheme.\nWrite \"h\"."},
		"a base":                {BaseAddress, "https://cdn.example.com/files", ""},
		"a base with a slash":   {BaseAddress, "https://cdn.example.com/", "ends in a slash\nA path that begins with one is put behind it, and few servers take two.\nRemove the slash."},
		"a base without scheme": {BaseAddress, "cdn.example.com/", "is not a URL\nAn address here begins with its scheme, https:// or http://.\nWrite \"https://cdn.example.com\"."},
		"a proxy":               {ProxyAddress, "http://u:p@proxy.example.com:3128", ""},
		"a proxy's host":        {ProxyAddress, "u:p@proxy.example.com:3128", "is not the URL of an HTTP proxy\nIt begins with its scheme, http:// or https://.\nWrite \"http://proxy.example.com:3128\"."},
		"another proxy":         {ProxyAddress, "socks5://proxy.example.com:1080", "is not the URL of an HTTP proxy\nIt begins with its scheme, http:// or https://.\nWrite \"http://proxy.example.com:1080\"."},
		"a SOCKS proxy":         {HostPort, "u:p@proxy.example.com:1080", ""},
		"a SOCKS proxy's URL":   {HostPort, "socks5://u:p@proxy.example.com:1080", "has a scheme in front\nIt is a host and a port.\nWrite \"proxy.example.com:1080\"."},
		"no port of a proxy":    {HostPort, "u:p@proxy.example.com", "is not a host with a port\nBoth are needed, as in proxy.example.com:1080."},
		"here":                  {notAtDepot, "https://h.example.com", ""},
		"elsewhere":             {notAtDepot, "https://Old.Depot.example.com/v1", "is the address of the old depot\nLeave it out."},
		"elsewhere and bare":    {notAtDepot, "old.depot.example.com", "is the address of the old depot\nLeave it out."},
		"a host or an address":  {HostOrURL, "h.example.com", ""},
		"an address or a host":  {HostOrURL, "https://h.example.com", ""},
		"a bucket's address":    {HostOrURL, "s3://media", "has a scheme that is not http:// or https://\nWrite the host of the storage; a bucket goes into verify_path."},
		"an address":            {Address, "https://h.example.com/v3", ""},
		"no scheme":             {Address, "h.example.com/v3", "is not a URL\nAn address here begins with its scheme, https:// or http://.\nWrite \"https://h.example.com\"."},
		"another scheme":        {Address, "ftp://u:p@h.example.com", "is not a URL\nAn address here begins with its scheme, https:// or http://.\nWrite \"https://h.example.com\"."},
		"a port and no scheme":  {Address, "127.0.0.1:80", "is not a URL\nAn address here begins with its scheme, https:// or http://.\nWrite \"https://127.0.0.1:80\"."},
		"a folder":              {FolderAddress, "https://h.example.com/storage/v1/", ""},
		"no path":               {FolderAddress, "https://h.example.com", ""},
		"no slash at the end":   {FolderAddress, "https://h.example.com/storage/v1", "needs a slash at its end\nWithout it the last part of the path is lost.\nWrite \"https://h.example.com/storage/v1/\"."},
		"an origin":             {OriginAddress, "https://h.example.com:80", ""},
		"a path":                {OriginAddress, "https://h.example.com/", "has more than a scheme and a host\nNo path fits here.\nWrite \"https://h.example.com\"."},
		"a time":                {Moment, "2026-10-05T14:30:00+02:00", ""},
		"a date":                {Moment, "2026-10-05", "is not a time\nWrite it as RFC 3339 does: 2026-10-05T14:30:00Z."},
		"base64":                {Base64, "a2V5", ""},
		"no base64":             {Base64, "a2V5!", "is not base64\nCopy the whole key: letters, digits, + and /, with = at its end where it has one."},
		"half of base64":        {Base64, "a2V5a", "is not base64\nCopy the whole key: letters, digits, + and /, with = at its end where it has one."},
		"32 bytes in base64":    {Base64Of32, "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=", ""},
		"3 bytes in base64":     {Base64Of32, "a2V5", "is a key of 3 bytes\nIt is the base64 of a key of exactly 32 bytes: openssl rand -base64 32 makes one."},
		"no key in base64":      {Base64Of32, "k", "is not base64\nCopy the whole key: letters, digits, + and /, with = at its end where it has one."},
		"32 bytes":              {Bytes32, "0123456789abcdef0123456789abcdef", ""},
		"30 bytes":              {Bytes32, "0123456789abcdef0123456789abcd", "has 30 bytes\nThe key is exactly 32 bytes as they are; a key in base64 goes into the field for base64."},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := ""
			if wrong := c.shape(&Field{Doc: "The tenant's id."}, c.value); wrong != nil {
				got = wrong.Error()
			}
			if got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

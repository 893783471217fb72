// Command generate reads Mattermost's Go module by reflection and prints, as JSON, every type and method that
// the server and a plugin say to each other. build/generate.ts makes TypeScript of it.
package main

import (
	"encoding/json"
	"os"
	"reflect"

	"github.com/mattermost/mattermost/server/public/plugin"
)

// Output is the whole answer. Types are written in the code of TypeCode.
type Output struct {
	Structs    []Struct `json:"structs"`
	API        []Method `json:"api"`
	Hooks      []Method `json:"hooks"`
	Registered []Named  `json:"registered"`
}

type Named struct {
	Name string `json:"name"`
	Type string `json:"type"`
}

func main() {
	sources := readSources()
	types := &typeTable{keys: map[reflect.Type]string{}, taken: map[string]bool{}}
	out := Output{
		API:   methodsOf(reflect.TypeFor[plugin.API](), sources.api, sources, types),
		Hooks: methodsOf(reflect.TypeFor[plugin.Hooks](), sources.hooks, sources, types),
	}
	for _, name := range registeredNames() {
		out.Registered = append(out.Registered, Named{name.name, types.code(name.typ)})
	}
	for _, special := range specialStructs() {
		types.code(special)
	}
	out.Structs = types.finish()
	encoder := json.NewEncoder(os.Stdout)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(out); err != nil {
		panic(err)
	}
}

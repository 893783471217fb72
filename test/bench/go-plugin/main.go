// The yardstick of `npm run bench`: a plain Go plugin that answers a command from memory
// and posts inside its webhook handler, storing nothing. It ships nowhere.
package main

import (
	"encoding/json"
	"net/http"
	"strconv"
	"strings"

	"github.com/mattermost/mattermost/server/public/model"
	"github.com/mattermost/mattermost/server/public/plugin"
)

type yardstick struct {
	plugin.MattermostPlugin
	botID string
}

func (p *yardstick) OnActivate() error {
	id, err := p.API.EnsureBotUser(&model.Bot{Username: "yardstick", DisplayName: "Yardstick"})
	if err != nil {
		return err
	}
	p.botID = id
	return p.API.RegisterCommand(&model.Command{Trigger: "yardstick", AutoComplete: true, AutoCompleteDesc: "Answers at once"})
}

// As the Go plugins for GitLab and Jenkins do it: an ephemeral post from the bot.
func (p *yardstick) ExecuteCommand(_ *plugin.Context, args *model.CommandArgs) (*model.CommandResponse, *model.AppError) {
	p.API.SendEphemeralPost(args.UserId, &model.Post{UserId: p.botID, ChannelId: args.ChannelId, Message: "yardstick"})
	return &model.CommandResponse{}, nil
}

func (p *yardstick) ServeHTTP(_ *plugin.Context, w http.ResponseWriter, r *http.Request) {
	var event struct {
		ObjectAttributes struct {
			ID     int64  `json:"id"`
			Status string `json:"status"`
		} `json:"object_attributes"`
	}
	if err := json.NewDecoder(r.Body).Decode(&event); err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	post := &model.Post{UserId: p.botID, ChannelId: r.URL.Query().Get("channel"), Message: "Pipeline " + event.ObjectAttributes.Status}
	post.AddProp("pipeline", event.ObjectAttributes.ID)
	if pad, err := strconv.Atoi(r.URL.Query().Get("pad")); err == nil {
		post.AddProp("pad", strings.Repeat("x", pad))
	}
	if _, err := p.API.CreatePost(post); err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	w.WriteHeader(http.StatusAccepted)
}

func main() { plugin.ClientMain(&yardstick{}) }
